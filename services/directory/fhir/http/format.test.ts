import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { FhirFormatNotAcceptable } from '../../errors/fhir.ts'
import { formatFor } from './format.ts'

describe('formatFor()', () => {
  for (const [parameter, accept, format] of [
    [undefined, undefined, 'json'],
    [undefined, '*/*', 'json'],
    [undefined, 'application/fhir+xml', 'xml'],
    [undefined, 'text/html, application/xml;q=0.9, */*;q=0.8', 'xml'],
    [undefined, 'application/fhir+xml;q=0.4, application/json', 'json'],
    [undefined, 'application/fhir+json; fhirVersion=4.0', 'json'],
    ['xml', 'application/json', 'xml'],
    ['application/fhir json', undefined, 'json'],
  ] as const) {
    it(`gives ${format} for _format ${parameter} and Accept ${accept}`, () => {
      assert.equal(formatFor(parameter, accept), format)
    })
  }

  for (const [parameter, accept] of [
    [undefined, 'text/turtle'],
    [undefined, 'application/fhir+json; fhirVersion=3.0'],
    [undefined, 'application/json;q=0'],
    ['ttl', 'application/json'],
    ['constructor', undefined],
  ] as const) {
    it(`refuses _format ${parameter} with Accept ${accept}`, () => {
      assert.throws(() => formatFor(parameter, accept), FhirFormatNotAcceptable)
    })
  }
})
