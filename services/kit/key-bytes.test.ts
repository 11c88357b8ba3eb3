import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { describe, it } from 'node:test'
import { keyBytes } from './key-bytes.ts'

describe('keyBytes()', () => {
  const bytes = randomBytes(32)

  it('reads base64 and hexadecimal digits, and nothing shorter or longer', () => {
    assert.deepEqual(keyBytes(bytes.toString('base64')), bytes)
    assert.deepEqual(keyBytes(bytes.toString('hex')), bytes)
    assert.equal(keyBytes('short'), null)
    assert.equal(keyBytes(randomBytes(33).toString('base64')), null)
    assert.equal(keyBytes(randomBytes(31).toString('hex')), null)
  })
})
