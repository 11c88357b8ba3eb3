import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ExecutionResult } from 'graphql'
import { CITIZENS } from '../../../services/sandbox/domain/world/persons.ts'
import { type Event, overSse } from '../subscribe/fixture/clients.ts'
import { openPartsApart } from './fixture/parts-apart.ts'
import { WORDS } from './fixture/whole-record.ts'
import { partsOf, wordsOf } from './overview.ts'

const PARENT = '00000000000000c1'
const TRACE = '7e57ab1e00000000000000000000aba1'
const WAIT_MS = 20_000
const { cpr } = CITIZENS.full

const there = await openPartsApart()
after(() => there[Symbol.asyncDispose]())
const { authorization, sink } = there

const codesOf = ({ errors = [] }: ExecutionResult) =>
  [...new Set(errors.map(({ extensions }) => extensions?.code))].toSorted()

const ofTrace = () => sink.spans.filter(({ traceId }) => traceId === TRACE)

/** Spans whose parent has not come; each process sends its own when it has them. */
const strays = () => {
  const ids = new Set([PARENT, ...ofTrace().map(({ spanId }) => spanId)])
  return ofTrace().filter(({ parentSpanId }) => !ids.has(parentSpanId))
}

describe('the clinical graph with every part in a process of its own', () => {
  it('answers as in one: each part of the record, with the names of the directory', async () => {
    const answer = await there.ask({ authorization, traceparent: `00-${TRACE}-${PARENT}-01` })
    assert.deepEqual(wordsOf(answer), WORDS.full)
    assert.deepEqual(partsOf(answer).diagnoses?.author, { name: 'Anna Møllebæk' })
    assert.deepEqual(partsOf(answer).masterCard?.dentist, { name: 'Elo Søbred' })
    assert.deepEqual(codesOf(await there.ask({})), ['SIGN_IN_REQUIRED'])
  })

  it('makes one trace of it, through all processes to each call of a source', async () => {
    const isWhole = () =>
      ofTrace().some(({ parentSpanId }) => parentSpanId === PARENT) && strays().length === 0
    const deadline = performance.now() + WAIT_MS
    while (!isWhole() && performance.now() < deadline) await sleep(50)
    assert.ok(isWhole(), JSON.stringify(strays()))
    const names = new Set(ofTrace().map(({ name }) => name))
    for (const name of ['SOAP GetMedicineCard', 'source fmk', 'subgraph record'])
      assert.ok(names.has(name), name)
    assert.ok(names.has('subgraph directory'))
  })

  it('tells of changes as they come', async () => {
    const query =
      'subscription ($of: [Cpr!]!) { citizenRecordChanged(citizens: $of) { cpr source } }'
    const events = overSse(there.clinical, { query, variables: { of: [cpr] }, authorization })
    let first: Event | null = null
    const told = events.next().then(({ value }) => {
      first = value as Event
    })
    const deadline = performance.now() + WAIT_MS
    while (first === null && performance.now() < deadline) {
      await fetch(new URL('/try/change/full', there.issuer), { method: 'POST' })
      await Promise.race([told, sleep(100)])
    }
    await events.return?.()
    const { data, errors } = (first ?? {}) as Event
    assert.equal(data?.citizenRecordChanged?.cpr, cpr, JSON.stringify(errors))
  })

  it('without the directory has all of the record but the names of units, and says so', async () => {
    there.directory.signal('SIGKILL', 'group')
    await there.directory.ended
    const answer = await there.ask({ authorization })
    const { data = null } = answer
    assert.deepEqual(wordsOf({ data }), WORDS.full)
    assert.equal(partsOf({ data }).diagnoses?.author, null)
    assert.ok(codesOf(answer).includes('SUBGRAPH_UNAVAILABLE'), codesOf(answer).join(', '))
  })

  it('without the record says that it is not there, and no number anywhere', async () => {
    there.record.signal('SIGKILL', 'group')
    await there.record.ended
    const answer = await there.ask({ authorization })
    assert.equal(answer.data, null)
    assert.deepEqual(codesOf(answer), ['SUBGRAPH_UNAVAILABLE'])
    assert.ok(!JSON.stringify(answer).includes(cpr))
    for (const { output } of [there.directory, there.uptime, there.gateway, there.record])
      assert.ok(!output().includes(cpr))
    assert.ok(!sink.bytes().includes(cpr))
  })
})
