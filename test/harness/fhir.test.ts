import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { assertR4 } from './fhir.ts'

const ENDPOINT = {
  resourceType: 'Endpoint',
  status: 'active',
  connectionType: { code: 'c' },
  payloadType: [{ text: 'p' }],
  address: 'http://x',
}
const { address: _, ...WITHOUT_ADDRESS } = ENDPOINT
const ABSENT = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason'
const bundle = (resource: typeof ENDPOINT) => ({
  ...{ resourceType: 'Bundle', type: 'collection' },
  entry: [{ resource }],
})

describe('assertR4()', () => {
  it('takes what R4 is, and an element that says why it has no value', () => {
    assertR4(ENDPOINT)
    assertR4({
      ...WITHOUT_ADDRESS,
      _address: { extension: [{ url: ABSENT, valueCode: 'unknown' }] },
    })
  })

  for (const [what, resource] of [
    ['a code that is none of its required binding', { ...ENDPOINT, status: 'open' }],
    ['such a code within a Bundle', bundle({ ...ENDPOINT, status: 'open' })],
    ['an element that there is not', { ...ENDPOINT, colour: 'red' }],
    ['an element that is missing', WITHOUT_ADDRESS],
    ['one value where there is a list', { ...ENDPOINT, payloadType: { text: 'p' } }],
    ['another order', { ...WITHOUT_ADDRESS, address: 'http://x', name: 'n' }],
  ] as const) {
    it(`refuses ${what}`, () => {
      assert.throws(() => assertR4(resource), assert.AssertionError)
    })
  }
})
