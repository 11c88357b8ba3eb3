import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { importCycles } from './cycles.ts'
import { projectCode } from './project.ts'

describe('importCycles()', () => {
  it('finds none in the project', () => {
    assert.deepEqual(importCycles(projectCode()), [])
  })

  it('catches a circle of three, by types too', () => {
    const files = [
      { path: 'a.ts', text: "import { b } from './b.ts'\n" },
      { path: 'b.ts', text: "import type { C } from './c.ts'\n" },
      { path: 'c.ts', text: "import { a } from './a.ts'\n" },
    ]
    assert.deepEqual(importCycles(files), ['a.ts -> b.ts -> c.ts -> a.ts'])
  })
})
