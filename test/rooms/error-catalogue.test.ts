import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type CatalogueEntry, catalogued, stated } from './error-catalogue.ts'
import { projectCode, projectFiles } from './project.ts'

const lines = (entries: readonly CatalogueEntry[]) =>
  entries.map(({ code, kind }) => `${code} ${kind}`).sort()

const markdown = projectFiles().find(({ path }) => path === 'schema/errors.md')?.text ?? ''

describe('schema/errors.md', () => {
  it('lists exactly the codes that expected failures have, each with its kind', () => {
    assert.deepEqual(lines(catalogued(markdown)), lines(stated(projectCode())))
  })

  it('gives a code to one class only', () => {
    const codes = stated(projectCode()).map(({ code }) => code)
    assert.deepEqual(codes.length, new Set(codes).size)
  })

  it('keeps its rows in order of the alphabet', () => {
    const codes = catalogued(markdown).map(({ code }) => code)
    assert.deepEqual(codes, codes.toSorted())
  })
})

describe('stated()', () => {
  const file = (text: string) => [{ path: 'services/shop/errors.ts', text }]

  it('reads code and kind, the kind from a parent too', () => {
    const text = `abstract class ShopError extends KnownError {
  readonly kind = 'invalid'
}
class TooDear extends ShopError {
  readonly code = 'TOO_DEAR'
}
class Unrelated extends Error {}
`
    assert.deepEqual(stated(file(text)), [{ code: 'TOO_DEAR', kind: 'invalid' }])
  })

  it('throws when a code is no literal', () => {
    const text = 'class A extends KnownError {\n  readonly code = CODE\n}\n'
    assert.throws(() => stated(file(text)), /Cannot catalogue class "A"/)
  })
})

describe('catalogued()', () => {
  it('reads the section of expected failures and no other', () => {
    const row = (code: string) => `| \`${code}\` | invalid | words |\n`
    const text = `## Expected failures\n${row('A')}\n## Others\n${row('B')}`
    assert.deepEqual(catalogued(text), [{ code: 'A', kind: 'invalid' }])
  })
})
