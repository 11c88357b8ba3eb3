import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { ask } from '../gateway/fixture/harness.ts'
import { openSampleGraph, type SampleGraph, SET_UPS } from '../look-up/fixture/sample-graph.ts'

const QUESTION = `{
  organisation(key: { ydernummer: "000702" }) {
    name worstHealth endpoints { id accessPoint { url } health { state reason } }
  }
}`

describe('Organisation.worstHealth', () => {
  let graph: SampleGraph
  before(async () => {
    graph = await openSampleGraph()
  })
  after(() => graph[Symbol.asyncDispose]())

  for (const setUp of SET_UPS) {
    it(`is the worst of its endpoints, and what is not measured is never up: ${setUp.name}`, async () => {
      const { data, errors } = await ask(graph.urlOf(setUp), QUESTION)
      assert.deepEqual(errors, [])
      const { organisation } = Object(data)
      assert.equal(organisation.worstHealth, 'UNMEASURED')
      assert.ok(organisation.endpoints.length > 0)
      for (const { accessPoint, health } of organisation.endpoints) {
        assert.equal(health.state, 'UNMEASURED')
        assert.equal(health.reason, accessPoint?.url ? 'PLACEHOLDER' : 'NO_ADDRESS')
      }
    })
  }
})
