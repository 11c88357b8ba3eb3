import assert from 'node:assert/strict'
import { it } from 'node:test'
import { describeInEverySetUp } from './fixture/asking.ts'
import { resolutionLine } from './fixture/resolution.ts'
import { RESOLUTION_QUESTIONS } from './fixture/resolution-questions.ts'

describeInEverySetUp('resolveEndpoint on the sample', (asking) => {
  for (const { rule, key, type, on, line } of RESOLUTION_QUESTIONS) {
    const asked = `${Object.values(key)} ${type}${on ? ` on ${on}` : ''}`
    it(`${rule}: ${asked}`, async () => {
      assert.equal(await resolutionLine(asking, { key, type, on }), line)
    })
  }
})
