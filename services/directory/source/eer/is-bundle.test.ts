import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isBundle } from './is-bundle.ts'

const ENTRY = { resource: { resourceType: 'Endpoint', name: 'A "quoted } name' } }

describe('isBundle()', () => {
  it('knows a Bundle with its members in any order', () => {
    const members = { type: 'collection', meta: { tag: [{ code: 'x' }] }, entry: [ENTRY] }
    assert.ok(isBundle(JSON.stringify({ resourceType: 'Bundle', ...members })))
    assert.ok(
      isBundle(`\uFEFF\n${JSON.stringify({ ...members, resourceType: 'Bundle' }, null, 2)}`),
    )
  })

  it('knows a Bundle by its resources when the text ends within them', () => {
    const text = JSON.stringify({ entry: [ENTRY, ENTRY], resourceType: 'Bundle' })
    for (const end of [']', '"quoted }', '"name']) {
      assert.ok(isBundle(text.slice(0, text.lastIndexOf(end))))
    }
  })

  it('does not take another resource for one, nor a Bundle within it', () => {
    const within = { contained: [{ resourceType: 'Bundle', entry: [ENTRY] }] }
    for (const value of [
      { resourceType: 'Patient' },
      { resourceType: 'Parameters', ...within },
      within,
      [{ resourceType: 'Bundle' }],
      { note: '"resourceType":"Bundle"' },
      { resourceType: { a: 'Bundle' } },
      { resourceType: 1, Bundle: 2 },
      { entry: [ENTRY] },
    ]) {
      assert.equal(isBundle(JSON.stringify(value)), false)
    }
  })

  it('does not take a text that mentions a Bundle for one', () => {
    assert.equal(isBundle(`const bundle = {"resourceType":"Bundle"}`), false)
    assert.equal(isBundle(`{ note } "resourceType":"Bundle"`), false)
  })

  it('looks at a text of escaped quotes without end in no time', () => {
    const begun = performance.now()
    assert.equal(isBundle(`{"a":"${'\\"'.repeat(32_000)}`), false)
    assert.equal(isBundle(`{"a":"${'\\"'.repeat(32_000)}\\`), false)
    assert.ok(performance.now() - begun < 1000)
  })
})
