import assert from 'node:assert/strict'
import { afterEach, describe, it } from 'node:test'
import { sharedData } from './shared-data.ts'

describe('sharedData()', () => {
  const before = process.env.CI
  afterEach(() => {
    if (before === undefined) delete process.env.CI
    else process.env.CI = before
  })

  it('gives null for what is not there on a desk', () => {
    delete process.env.CI
    assert.equal(sharedData('no/such/file'), null)
  })

  it('throws in CI, where nothing may pass unread', () => {
    process.env.CI = 'true'
    assert.throws(() => sharedData('no/such/file'), /absent, and CI needs it/)
  })
})
