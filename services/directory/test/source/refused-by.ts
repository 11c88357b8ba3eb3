import assert from 'node:assert/strict'
import { ImportRefused, type RefusalRule } from '../../errors/importing.ts'

/** Asserts that a reading is refused by a rule. */
export async function refusedBy(rule: RefusalRule, reading: () => Promise<unknown>): Promise<void> {
  await assert.rejects(reading, (error) => {
    assert.ok(error instanceof ImportRefused, String(error))
    assert.equal(error.rule, rule, error.message)
    return true
  })
}
