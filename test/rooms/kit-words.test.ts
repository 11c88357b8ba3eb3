import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { domainWordsInKit } from './kit-words.ts'
import { projectCode } from './project.ts'

describe('domainWordsInKit()', () => {
  it('finds none in the project', () => {
    assert.deepEqual(domainWordsInKit(projectCode()), [])
  })

  it('catches one in a comment of kit, and lets the directory speak', () => {
    const text = '/** Counts organisations. */\n'
    const files = ['services/kit/a.ts', 'services/directory/a.ts'].map((path) => ({ path, text }))
    assert.deepEqual(domainWordsInKit(files), ['services/kit/a.ts:1 organisations'])
  })
})
