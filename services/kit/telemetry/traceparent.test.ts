import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { formatTraceparent, newTraceIds, parseTraceparent } from './traceparent.ts'

const TRACE = '0af7651916cd43dd8448eb211c80319c'
const SPAN = 'b7ad6b7169203331'

describe('parseTraceparent()', () => {
  it('reads ids and the sampled flag', () => {
    const ids = { traceId: TRACE, spanId: SPAN, sampled: true }
    assert.deepEqual(parseTraceparent(`00-${TRACE}-${SPAN}-01`), ids)
    assert.deepEqual(parseTraceparent(`00-${TRACE}-${SPAN}-02`), { ...ids, sampled: false })
    assert.deepEqual(parseTraceparent(`cc-${TRACE}-${SPAN}-01-later`), ids)
    assert.equal(formatTraceparent(ids), `00-${TRACE}-${SPAN}-01`)
  })

  for (const header of [
    undefined,
    '',
    'nonsense',
    `ff-${TRACE}-${SPAN}-01`,
    `00-${'0'.repeat(32)}-${SPAN}-01`,
    `00-${TRACE}-${'0'.repeat(16)}-01`,
    `00-${TRACE.toUpperCase()}-${SPAN}-01`,
    `00-${TRACE}-${SPAN}`,
  ]) {
    it(`takes "${header}" for no parent`, () => assert.equal(parseTraceparent(header), null))
  }
})

describe('newTraceIds()', () => {
  it("goes on with the caller's trace under a span of its own", () => {
    const { traceId, spanId, sampled } = newTraceIds({
      traceId: TRACE,
      spanId: SPAN,
      sampled: true,
    })
    assert.equal(traceId, TRACE)
    assert.notEqual(spanId, SPAN)
    assert.equal(sampled, true)
  })

  it('starts a trace that parses, never the same twice', () => {
    const [one, other] = [newTraceIds(null), newTraceIds(null)]
    assert.deepEqual(parseTraceparent(formatTraceparent(one)), one)
    assert.notEqual(one.traceId, other.traceId)
  })
})
