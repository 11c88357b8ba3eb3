import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { projectFiles } from './project.ts'
import { misplaced } from './top-level.ts'

describe('misplaced()', () => {
  it('finds nothing in the project', () => {
    assert.deepEqual(misplaced(projectFiles().map(({ path }) => path)), [])
  })

  it('catches a new top folder, a stray file and an unknown service', () => {
    const paths = ['lib/a.ts', 'notes.md', 'services/shop/main.ts', 'services/kit/log.ts']
    assert.deepEqual(misplaced(paths), ['lib', 'notes.md', 'services/shop'])
  })
})
