import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { undocumentedExports } from './doc-comments.ts'
import { projectCode } from './project.ts'

describe('undocumentedExports()', () => {
  it('finds none in the project', () => {
    assert.deepEqual(undocumentedExports(projectCode()), [])
  })

  it('catches an export without a comment, and asks for one on the first of its overloads', () => {
    const text = `/** Adds. */
export function add(a: number): number
export function add(a: string): string
// Half.
export const half = 2
`
    const found = undocumentedExports([{ path: 'services/kit/a.ts', text }])
    assert.deepEqual(found, ['services/kit/a.ts:5 half'])
    assert.deepEqual(undocumentedExports([{ path: 'services/shop/graphql/a.ts', text }]), [])
  })
})
