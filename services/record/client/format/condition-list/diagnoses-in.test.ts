import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { CPR } from '../../../test/documents/cda.ts'
import { fhirDocument, type Resource } from '../../../test/documents/fhir.ts'
import { DocumentUnreadable } from '../../documents/errors.ts'
import { diagnosesIn } from './diagnoses-in.ts'

const CATEGORY = 'http://terminology.hl7.org/CodeSystem/condition-category'
const ICPC2 = { system: 'urn:oid:1.2.208.176.2.31', code: 'T90' }
const SKS = { system: 'urn:oid:1.2.208.176.2.4.12', code: 'DE11', display: 'Type 2-diabetes' }

const condition = (parts: Resource = {}): Resource => ({
  ...{ resourceType: 'Condition', id: '1', recordedDate: '2024-03-15' },
  subject: { reference: 'Patient/patient' },
  ...parts,
})

const read = (...conditions: readonly Resource[]) =>
  diagnosesIn(fhirDocument({ entries: conditions }), CPR)

describe('diagnosesIn()', () => {
  it('reads codes of ICPC-2 and SKS, words, categories and days', () => {
    const full = condition({
      code: { coding: [SKS, ICPC2], text: 'Sukkersyge' },
      category: [
        { coding: [{ system: 'http://snomed.info/sct', code: '15240007' }] },
        { coding: [{ system: CATEGORY, code: 'problem-list-item' }] },
      ],
      ...{ onsetDateTime: '2020-02-20', abatementDateTime: '2024-06-30T23:30:00Z' },
      note: [{ text: 'Kostråd givet' }],
    })
    const { entries, author } = read(full)
    assert.equal(author?.sorId, '9000006021000016001')
    assert.deepEqual(entries, [
      {
        codes: [SKS, { ...ICPC2, display: null }],
        text: 'Sukkersyge',
        category: { system: CATEGORY, code: 'problem-list-item', display: null },
        status: { system: 'http://snomed.info/sct', code: '15240007', display: null },
        ...{ recordedOn: '2024-03-15', onset: '2020-02-20', abatement: '2024-07-01' },
        note: 'Kostråd givet',
      },
    ])
  })

  it('reads what has no code, and a code of no system as words', () => {
    const texts = read(condition(), condition({ id: '2', code: { coding: [{ code: 'ACB' }] } }))
    assert.deepEqual(
      texts.entries.map(({ codes, text }) => [codes, text]),
      [
        [[], ''],
        [[], 'ACB'],
      ],
    )
  })

  it('leaves out a day of which only the year is known, and what was entered in error', () => {
    const wrong = { coding: [{ code: 'entered-in-error' }] }
    const { entries } = read(
      condition({ onsetDateTime: '2020' }),
      condition({ id: '2', verificationStatus: wrong }),
    )
    assert.deepEqual(
      entries.map(({ onset }) => onset),
      [null],
    )
  })

  const broken: Readonly<Record<string, readonly [Resource, RegExp]>> = {
    'without a day of recording': [
      condition({ recordedDate: undefined }),
      /Condition\[1\]\.recordedDate is missing/,
    ],
    'recorded in some year': [condition({ recordedDate: '2024' }), /recordedDate is no day/],
    'with a wrong day': [
      condition({ onsetDateTime: '2024-02-30' }),
      /Condition\[1\]\.onsetDateTime is no time/,
    ],
    'with a code that is none': [condition({ code: 'T90' }), /Condition\[1\]\.code is no Object/],
    'about somebody else': [
      condition({ subject: { reference: 'Patient/other' } }),
      /is about somebody else/,
    ],
  }
  for (const [which, [found, state]] of Object.entries(broken)) {
    it(`refuses a diagnosis ${which}, by rule and place`, () => {
      assert.throws(
        () => read(found),
        (error) => error instanceof DocumentUnreadable && state.test(error.message),
      )
    })
  }

  it('refuses a document about somebody else, that is none, or that names what it lacks', () => {
    const entries = [condition()]
    const refused = (content: Buffer, state: RegExp) =>
      assert.throws(
        () => diagnosesIn(content, CPR),
        (error) =>
          error instanceof DocumentUnreadable &&
          state.test(error.message) &&
          !/\d{6}/.test(`${error.message}${error.cause}`),
      )
    refused(fhirDocument({ entries, cpr: '6210520023' }), /not the citizen asked for/)
    refused(Buffer.from(`{"cpr":"${CPR}"`), /no JSON/)
    refused(Buffer.from('{"resourceType":"Bundle","type":"searchset"}'), /Bundle\.type is no/)
    const section = [{ entry: [{ reference: 'Condition/9' }] }]
    refused(fhirDocument({ entries, composition: { section } }), /leads nowhere/)
  })
})
