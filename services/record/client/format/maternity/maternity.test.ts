import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { CPR, LISTED } from '../../../test/documents/cda.ts'
import { fhirDocument, type Resource } from '../../../test/documents/fhir.ts'
import { DocumentUnreadable } from '../../documents/errors.ts'
import { maternityDocumentOf } from './maternity-document.ts'
import { maternityOf } from './maternity-of.ts'

const SYSTEM = 'urn:oid:1.2.208.184.100.1'
const concept = (code: string, display?: string) => ({
  coding: [{ system: SYSTEM, code, display }],
})

const head = (type: string, title: string, pregnancy: string | null = 'P-1') => ({
  ...{ type: concept(type), title },
  extension: pregnancy
    ? [{ url: 'x', valueIdentifier: { system: '1.2.208.176.7.4.1', value: pregnancy } }]
    : [],
})

const observation = (id: string, parts: Resource): Resource => ({
  ...{ resourceType: 'Observation', id, status: 'final' },
  subject: { reference: 'Patient/patient' },
  effectiveDateTime: '2026-02-01T10:00:00+01:00',
  ...parts,
})

const card = (
  entries: readonly Resource[],
  composition: Resource = head('PSCR', 'Vandrejournal'),
) => maternityDocumentOf(fhirDocument({ composition, entries }), CPR, LISTED)

const measured = (parts: Resource, others: readonly Resource[] = []) =>
  maternityDocumentOf(
    fhirDocument({
      ...{ composition: head('PMR', 'Målinger'), others },
      entries: [observation('1', { code: concept('27113001', 'Vægt'), ...parts })],
    }),
    CPR,
    LISTED,
  )

const DUE = observation('due', {
  code: concept('161714006', 'Terminsberegning'),
  component: [
    { code: concept('161713000', 'Sidste menstruation'), valueDateTime: '2025-11-01' },
    { code: concept('289206005'), valueDateTime: '2026-08-08' },
    { code: concept('567941000005109', 'Sikker'), valueBoolean: true },
  ],
})

describe('maternityDocumentOf()', () => {
  it('reads a section as text, and the due date as it is stated', () => {
    const { pregnancyId, dueDate, sections, author } = card([DUE])
    assert.equal(pregnancyId, 'P-1')
    assert.equal(dueDate, '2026-08-08')
    assert.equal(author?.sorId, '9000006021000016001')
    assert.deepEqual(sections, [
      {
        code: { code: 'PSCR', system: SYSTEM, display: null },
        title: 'Vandrejournal',
        entries: [
          'Terminsberegning: Sidste menstruation: 2025-11-01; 289206005: 2026-08-08; Sikker: true',
        ],
      },
    ])
  })

  it('reads a measurement with its unit', () => {
    const { sections, measurements } = measured({ valueQuantity: { value: 72.5, unit: 'kg' } })
    assert.deepEqual(sections, [])
    assert.deepEqual(
      measurements.map(({ at, value, unit, text }) => ({ at, value, unit, text })),
      [{ at: '2026-02-01T10:00:00+01:00', value: 72.5, unit: 'kg', text: null }],
    )
  })

  it('tells a value below a bound, an interval and a fetus in the text', () => {
    const textOf = (parts: Resource, others?: readonly Resource[]) =>
      measured(parts, others).measurements.map(({ value, text }) => [value, text])[0]
    assert.deepEqual(textOf({ valueQuantity: { value: 5, unit: 'mg', comparator: '<' } }), [
      ...[null, '< 5 mg'],
    ])
    const low = { url: 'low', valueQuantity: { value: 1, unit: 'mm' } }
    const high = { url: 'high', valueQuantity: { value: 2, unit: 'mm' } }
    const interval = { extension: [{ url: 'x', extension: [low, high] }] }
    assert.deepEqual(textOf(interval), [null, '1 mm – 2 mm'])
    const fetus = { resourceType: 'RelatedPerson', id: 'f', identifier: [{ value: 'A' }] }
    const focus = [{ reference: 'RelatedPerson/f' }]
    assert.deepEqual(textOf({ valueQuantity: { value: 140 }, focus }, [fetus]), [140, 'Fetus A'])
  })

  const broken: Readonly<Record<string, readonly [() => unknown, RegExp]>> = {
    'no pregnancy': [() => card([DUE], head('PSCR', 'x', null)), /the pregnancy identifier/],
    'no code': [() => measured({ code: { text: 'Vægt' } }), /section\.entry\[1\]\.code is missing/],
    'no time': [() => measured({ effectiveDateTime: undefined }), /effectiveDateTime is missing/],
    'a time that is none': [() => measured({ effectiveDateTime: '2026-02-01T10' }), /is no time/],
    'what was entered in error': [() => measured({ status: 'entered-in-error' }), /status is no/],
    'a number that is none': [
      () => measured({ valueQuantity: { value: '72' } }),
      /section\.entry\[1\]\.valueQuantity\.value is no number/,
    ],
    'a focus that is no fetus': [
      () => measured({ focus: [{ reference: 'Patient/patient' }] }),
      /Observation\.focus\.resourceType is no/,
    ],
  }
  for (const [what, [reading, state]] of Object.entries(broken)) {
    it(`refuses a document with ${what}, by rule and place`, () => {
      assert.throws(
        reading,
        (error) => error instanceof DocumentUnreadable && state.test(error.message),
      )
    })
  }
})

describe('maternityOf()', () => {
  it('is of the newest pregnancy only', () => {
    const later = { ...card([DUE], head('PRF', 'Svangerskabsjournal', 'P-2')), dueDate: null }
    const same = card([DUE], head('PSCR', 'Vandrejournal', 'P-2'))
    const { pregnancyId, dueDate, sections, documents } = maternityOf([later, card([DUE]), same])
    assert.equal(pregnancyId, 'P-2')
    assert.equal(dueDate, '2026-08-08')
    assert.equal(documents.length, 2)
    assert.deepEqual(
      sections.map(({ title }) => title),
      ['Svangerskabsjournal', 'Vandrejournal'],
    )
  })
})
