import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { glnDigit } from '../../domain/identifier/gln.ts'
import { localDate } from '../../domain/time/local-date.ts'
import { rowOf } from './row.ts'
import type { UnitField } from './unit-field.ts'
import { unitMailboxes } from './unit-mailboxes.ts'

const AT: ReadonlyMap<UnitField, number> = new Map([
  ['id', 0],
  ['gln', 1],
])
const CHUNKS = 100
const CHUNK_BYTES = 256 * 1024

function heapBytes(): number {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  return process.memoryUsage().heapUsed
}

describe('unitMailboxes()', () => {
  it('keeps mailboxes of closed units for the end without the text that they were cut from', () => {
    const mailboxes = unitMailboxes('none')
    const before = heapBytes()
    for (let at = 0; at < CHUNKS; at++) {
      const digits = `9520000${String(at).padStart(5, '0')}`
      const gln = `${digits}${glnDigit(digits)}`
      const chunk = Buffer.alloc(CHUNK_BYTES, `91000${at + 10_000}1600;${gln};`).toString('latin1')
      const [sorId = '', cut = ''] = chunk.split(';', 2)
      const row = rowOf(AT, at + 2, [sorId, cut])
      assert.deepEqual(mailboxes.items(row, { sorId, validTo: localDate('2020-01-01') }), [])
    }
    assert.ok(heapBytes() - before < (CHUNKS * CHUNK_BYTES) / 4)
    assert.equal(mailboxes.rest().length, CHUNKS)
  })
})
