import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { FhirInteractionUnsupported, FhirTypeUnknown } from '../../errors/fhir.ts'
import { interactionOf, placeOf, ROUTES } from './interaction.ts'

const SERVED = new Set(['Organization', 'Endpoint'] as const)
const type = 'Organization'

describe('interactionOf()', () => {
  for (const [request, interaction] of [
    ['POST ', { kind: 'batch' }],
    ['GET metadata', { kind: 'capabilities' }],
    ['GET Organization', { kind: 'search', type }],
    ['GET Organization/_search', { kind: 'search', type }],
    ['POST Organization/_search', { kind: 'search', type }],
    ['HEAD Organization/1', { kind: 'read', type, id: '1' }],
    ['GET Organization/a%2Fb', { kind: 'read', type, id: 'a/b' }],
    ['GET Organization/_history', { kind: 'history-type', type }],
    ['GET Organization/1/_history', { kind: 'history-instance', type, id: '1' }],
    ['GET Organization/1/_history/2', { kind: 'vread', type, id: '1', versionId: '2' }],
    ['POST Organization/$find', { kind: 'operation', type, name: 'find' }],
  ] as const) {
    it(`reads ${request}`, () => {
      const [method = '', path = ''] = request.split(' ')
      assert.deepEqual(interactionOf(method, path, SERVED), interaction)
    })
  }

  for (const [request, allowed] of [
    ['POST Organization', ['GET', 'HEAD']],
    ['PUT Organization/1', ['GET', 'HEAD']],
    ['DELETE Organization/1', ['GET', 'HEAD']],
    ['GET ', ['POST']],
    ['GET _history', []],
    ['GET $find', []],
    ['GET Organization/1/Endpoint', []],
    ['GET Organization/1/$find', []],
  ] as const) {
    it(`refuses ${request} and names what is taken`, () => {
      const [method = '', path = ''] = request.split(' ')
      assert.throws(
        () => interactionOf(method, path, SERVED),
        (error) => {
          assert.ok(error instanceof FhirInteractionUnsupported)
          assert.deepEqual(error.details, { allowed })
          return true
        },
      )
    })
  }

  it('refuses a type that is not served, and one that FHIR has not', () => {
    for (const path of ['Practitioner', 'Patient/1', 'organization', 'constructor']) {
      assert.throws(() => interactionOf('GET', path, SERVED), FhirTypeUnknown)
    }
  })
})

describe('placeOf()', () => {
  it('names routes of a closed set, whatever is asked', () => {
    for (const path of ['', 'x', 'x/y', 'x/y/z', '$x', 'Organization/1/_history/2', '//', '%']) {
      assert.ok(ROUTES.includes(placeOf(path).route))
    }
  })
})
