import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { importsOf } from './imports.ts'

const text = `// import { a } from './comment.ts'
import { b } from '../kit/b.ts'
import type {
  C,
  D,
} from "./c.ts"
export { e } from './e.ts'
import 'pkg'
const f = await import('./f.ts')
export const from = 'nowhere'
`

describe('importsOf()', () => {
  it('sees every kind of import, and none in a comment or a string', () => {
    const found = importsOf({ path: 'services/x/a.ts', text }).map(({ to }) => to)
    const inside = ['c', 'e', 'f'].map((name) => `services/x/${name}.ts`)
    assert.deepEqual(found.sort(), ['pkg', 'services/kit/b.ts', ...inside])
  })
})
