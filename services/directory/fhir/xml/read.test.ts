import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { FhirBodyInvalid } from '../../errors/fhir.ts'
import type { AnyResource } from '../resource.ts'
import { resourceOfXml } from './read.ts'
import { xmlOf } from './write.ts'

describe('resourceOfXml()', () => {
  it('reads what is written: Parameters', () => {
    const parameters: AnyResource = {
      resourceType: 'Parameters',
      parameter: [
        { name: 'SORId', valueString: 'a & b' },
        { name: 'patient', resource: { resourceType: 'Patient', id: '1' } },
      ],
    }
    assert.deepEqual(resourceOfXml(xmlOf(parameters)), parameters)
  })

  it('reads what is written: a batch', () => {
    const batch: AnyResource = {
      resourceType: 'Bundle',
      type: 'batch',
      entry: [{ request: { method: 'GET', url: 'Organization/1' } }],
    }
    assert.deepEqual(resourceOfXml(xmlOf(batch)), batch)
  })

  for (const [what, text] of [
    ['no XML', '{"resourceType":"Bundle"}'],
    ['a tag that is not closed', '<Bundle>'],
    ['a document type', '<!DOCTYPE Bundle><Bundle><type value="batch"/></Bundle>'],
    ['an entity of its own', '<Bundle><type value="&batch;"/></Bundle>'],
    ['nesting without end', `${'<a>'.repeat(60)}${'</a>'.repeat(60)}`],
    ['nothing', ' '],
  ] as const) {
    it(`refuses ${what}`, () => {
      assert.throws(() => resourceOfXml(text), FhirBodyInvalid)
    })
  }
})
