import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { FhirParameterInvalid } from '../../errors/fhir.ts'
import type { Resource } from '../resource.ts'
import { shaped, shapeOf } from './shape.ts'

const ENDPOINT: Resource = {
  resourceType: 'Endpoint',
  id: '1',
  meta: { versionId: '1', lastUpdated: '2026-11-23T00:00:00.000Z' },
  text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">x</div>' },
  status: 'active',
  connectionType: { code: 'c' },
  name: 'n',
  contact: [{ value: '1' }],
  payloadType: [{ text: 'p' }],
  address: 'http://x',
}
const MANDATORY = ['status', 'connectionType', 'payloadType', 'address']

const shown = (...query: readonly (readonly [string, string])[]) =>
  Object.keys(shaped(ENDPOINT, shapeOf(query))).slice(3)

describe('shaped()', () => {
  it('shows all, unmarked, where nothing else is asked for', () => {
    assert.equal(shaped(ENDPOINT, shapeOf([])), ENDPOINT)
    assert.equal(shaped(ENDPOINT, shapeOf([['_summary', 'false']])), ENDPOINT)
  })

  it('shows the summary that R4 marks', () => {
    assert.deepEqual(shown(['_summary', 'true']), [
      ...['status', 'connectionType', 'name', 'payloadType', 'address'],
    ])
  })

  it('shows the text, or all but the text', () => {
    assert.deepEqual(shown(['_summary', 'text']), ['text', ...MANDATORY])
    assert.deepEqual(shown(['_summary', 'data']).includes('text'), false)
    assert.deepEqual(shown(['_summary', 'data']).includes('contact'), true)
  })

  it('shows the elements asked for, and those that R4 demands', () => {
    assert.deepEqual(shown(['_elements', 'contact, Endpoint.name']), [
      ...['status', 'connectionType', 'name', 'contact', 'payloadType', 'address'],
    ])
    assert.deepEqual(shown(['_elements', 'Organization.name']).includes('contact'), true)
  })

  it('marks a subset', () => {
    const { meta } = shaped(ENDPOINT, shapeOf([['_summary', 'true']]))
    assert.deepEqual(meta.tag, [
      {
        system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue',
        code: 'SUBSETTED',
      },
    ])
  })
})

describe('shapeOf()', () => {
  it('refuses a summary that R4 does not have', () => {
    assert.throws(() => shapeOf([['_summary', 'some']]), FhirParameterInvalid)
  })
})
