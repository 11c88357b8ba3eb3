import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { outdated, printSchema } from '../../schema/printed.ts'
import { SUPERGRAPHS } from '../../schema/supergraphs.ts'

describe('the committed schema', () => {
  it('is what the code prints: run `node schema/print.ts` after a change of the graph', () => {
    const folder = new URL('../../schema/', import.meta.url)
    assert.deepEqual(outdated(printSchema(SUPERGRAPHS), folder), [])
  })
})
