import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createLog } from './log.ts'

describe('createLog()', () => {
  const linesOf = (write: (log: ReturnType<typeof createLog>) => void): unknown[] => {
    const lines: unknown[] = []
    const destination = { write: (line: string) => void lines.push(JSON.parse(line)) }
    let call = 0
    write(createLog({ level: 'info', context: () => ({ trace_id: `t${++call}` }), destination }))
    return lines
  }

  it('writes one JSON object a line with the context of its moment, from its level up', () => {
    const lines = linesOf((log) => {
      log.debug('unseen')
      log.info({ port: 1 }, 'first')
      log.warn('second')
    })
    const [first, second] = lines.map((line) => ({ ...Object(line), time: undefined }))
    assert.deepEqual(first, {
      level: 'info',
      time: undefined,
      trace_id: 't1',
      port: 1,
      msg: 'first',
    })
    assert.deepEqual(second, { level: 'warn', time: undefined, trace_id: 't2', msg: 'second' })
  })

  it('keeps the row values of a database error out', () => {
    const cause = Object.assign(new Error('duplicate key'), {
      code: '23505',
      detail: 'Key (x)=(y)',
    })
    const [line] = linesOf((log) => log.error({ err: new Error('failed', { cause }) }, 'broken'))
    assert.match(JSON.stringify(line), /"code":"23505"/)
    assert.ok(!JSON.stringify(line).includes('Key (x)'))
  })
})
