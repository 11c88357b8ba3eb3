import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { gln } from './identifier/gln.ts'
import { shakCode, ydernummer } from './identifier/other-identifiers.ts'
import { sorId } from './identifier/sor-id.ts'
import { parseMessageType } from './message-type/message-type.ts'

const reads = (read: (text: string) => unknown) => (text: string) => {
  try {
    return read(text) !== null
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

const vocabularies: readonly (readonly [string, (text: string) => boolean])[] = [
  ['sor-id', reads(sorId)],
  ['gln', reads(gln)],
  ['ydernummer', reads(ydernummer)],
  ['shak', reads(shakCode)],
  ['message-type', (text) => parseMessageType(text).name !== null],
]

const casesOf = (file: string): readonly string[] =>
  readFileSync(new URL(`../../../schema/vocabulary/${file}.txt`, import.meta.url), 'utf8')
    .split('\n')
    .slice(0, -1)

for (const [name, isValid] of vocabularies) {
  describe(`vocabulary ${name}`, () => {
    it('reads every valid case', () => {
      const cases = casesOf(`${name}.valid`)
      assert.ok(cases.length >= 5)
      assert.deepEqual(
        cases.filter((text) => !isValid(text)),
        [],
      )
    })

    it('refuses every invalid case', () => {
      const cases = casesOf(`${name}.invalid`)
      assert.ok(cases.length >= 5)
      assert.deepEqual(cases.filter(isValid), [])
    })
  })
}
