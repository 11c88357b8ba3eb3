import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { withSharedData } from '../../../../test/harness/shared-data.ts'
import { UpstreamAnswerInvalid } from '../../../nsp/soap/errors.ts'
import { isFhirObject, isFhirResource, objectsIn } from '../fhir/json.ts'
import { observed } from './observation.ts'

const CPR = '6103480014'

const WEIGHT = { system: 'http://loinc.org', code: '29463-7', display: 'Body weight' }

const observation = (other: Readonly<Record<string, unknown>> = {}) => ({
  ...{ resourceType: 'Observation', status: 'final', code: { coding: [WEIGHT] } },
  subject: { identifier: { system: 'urn:oid:1.2.208.176.1.2', value: CPR } },
  effectiveDateTime: '2026-05-04T07:00:00+02:00',
  valueQuantity: { value: 71.4, unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' },
  ...other,
})

const unvalued = (other: Readonly<Record<string, unknown>>) =>
  observation({ valueQuantity: undefined, ...other })

const read = (resource: object) => {
  // As it comes: what is undefined is not there.
  const parsed: unknown = JSON.parse(JSON.stringify(resource))
  assert.ok(isFhirResource(parsed))
  return observed(parsed, CPR)
}

const valuesOf = (resource: object) =>
  read(resource).map(({ value, unit, text }) => [value, unit, text])

describe('observed()', () => {
  it('gives a quantity with its own unit, when, by whom and whose it is', () => {
    const performer = [
      { display: 'Patienten selv', type: 'Patient' },
      { display: 'Center', identifier: { system: 'urn:oid:1.2.208.176.1.1', value: '42' } },
    ]
    assert.deepEqual(read(observation({ performer, device: { display: 'Vægt' } })), [
      {
        ...{ at: '2026-05-04T07:00:00+02:00', code: WEIGHT },
        ...{ value: 71.4, unit: 'kg', text: null, document: null },
        measuredBy: 'Patienten selv, Center, Vægt',
        responsible: { sorId: '42', ydernummer: null, shak: null, name: 'Center' },
      },
    ])
  })

  it('gives each component beside the value of the whole', () => {
    const component = ['8480-6', '8462-4'].map((code, index) => ({
      code: { coding: [{ system: 'http://loinc.org', code }] },
      valueQuantity: { value: 130 - index * 50, code: 'mm[Hg]' },
    }))
    assert.deepEqual(
      read(unvalued({ component })).map(({ code, value, unit }) => [code.code, value, unit]),
      [
        ['8480-6', 130, 'mm[Hg]'],
        ['8462-4', 80, 'mm[Hg]'],
      ],
    )
    assert.equal(read(observation({ component })).length, 3)
  })

  it('gives every kind of value that it reads, and one with a comparator in words', () => {
    const kinds: readonly (readonly [object, readonly unknown[]])[] = [
      [{ valueString: 'hoster lidt' }, [null, null, 'hoster lidt']],
      [{ valueInteger: 0 }, [0, null, null]],
      [{ valueBoolean: false }, [null, null, 'false']],
      [{ valueCodeableConcept: { coding: [{ code: '1', display: 'Ja' }] } }, [null, null, 'Ja']],
      [{ valueQuantity: { value: 5, comparator: '<', unit: 'mg/L' } }, [null, 'mg/L', '< 5']],
      [{ dataAbsentReason: { text: 'ikke målt' } }, [null, null, 'ikke målt']],
    ]
    for (const [value, read] of kinds) assert.deepEqual(valuesOf(unvalued({ ...value })), [read])
  })

  it('takes a period by its beginning and a day by its midnight in Denmark', () => {
    const at = (time: Readonly<Record<string, unknown>>) =>
      read(observation({ effectiveDateTime: undefined, ...time }))[0]?.at
    assert.equal(at({ effectivePeriod: { start: '2026-05-04T07:00:00Z' } }), '2026-05-04T07:00:00Z')
    assert.equal(at({ effectiveDateTime: '2026-01-04' }), '2026-01-04T00:00:00+01:00')
  })

  it('takes what was entered in error for none, and a group for nothing of its own', () => {
    assert.deepEqual(read(observation({ status: 'entered-in-error' })), [])
    assert.deepEqual(read(unvalued({ hasMember: [{ reference: 'Observation/2' }] })), [])
  })

  const other = { identifier: { system: 'urn:oid:1.2.208.176.1.2', value: '6210520023' } }
  const wrong: Readonly<Record<string, object>> = {
    'is no observation': { ...observation(), resourceType: 'Media' },
    'is of somebody else': observation({ subject: other }),
    'is of nobody': observation({ subject: { reference: 'Patient/1' } }),
    'is not finished': observation({ status: 'preliminary' }),
    'has no status': observation({ status: undefined }),
    'is modified': observation({ modifierExtension: [{ url: 'urn:not' }] }),
    'is modified in a component': observation({ component: [{ modifierExtension: [{}] }] }),
    'follows rules of its own': observation({ implicitRules: 'urn:rules' }),
    'has no code': observation({ code: { text: 'Vægt' } }),
    'has a code of no system': observation({ code: { coding: [{ code: '1' }] } }),
    'says nothing': unvalued({}),
    'has two values': observation({ valueString: 'a' }),
    'has a range': unvalued({ valueRange: { low: { value: 1 } } }),
    'has a quantity without a number': unvalued({ valueQuantity: { unit: 'kg' } }),
    'has a number in words': unvalued({ valueQuantity: { value: '71.4' } }),
    'has an empty text': unvalued({ valueString: '' }),
    'was made in a month': observation({ effectiveDateTime: '2026-05' }),
    'was made at no hour of any day': observation({ effectiveDateTime: '2026-02-30T07:00:00Z' }),
    'was made at no time': observation({ effectiveDateTime: undefined }),
    'is wrong in one that was entered in error': observation({
      ...{ status: 'entered-in-error', code: {} },
    }),
  }
  for (const [how, resource] of Object.entries(wrong)) {
    it(`fails whole where the observation ${how}`, () => {
      assert.throws(() => read(resource), UpstreamAnswerInvalid)
    })
  }

  withSharedData('nsp/fut/CapabilityStatement-measurement.json', (path) => {
    it('searches by parameters that the measurement server knows', () => {
      const statement: unknown = JSON.parse(readFileSync(path, 'utf8'))
      assert.ok(isFhirObject(statement))
      const [rest = {}] = objectsIn(statement, 'rest')
      const type = objectsIn(rest, 'resource').find((each) => each.type === 'Observation') ?? {}
      const known = objectsIn(type, 'searchParam').map(({ name }) => name)
      for (const parameter of ['subject', 'date']) assert.ok(known.includes(parameter))
    })
  })
})
