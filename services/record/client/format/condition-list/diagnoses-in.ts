import * as v from 'valibot'
import type { Code, OrganisationName } from '../../../domain/coded.ts'
import type { Diagnosis } from '../../../domain/part/diagnoses.ts'
import { DocumentUnreadable } from '../../documents/errors.ts'
import { fhirDocumentOf } from '../fhir-document/fhir-document.ts'
import { codeableConcept, type Resource, shaped } from '../fhir-document/shapes.ts'
import { dayOfFhir } from '../fhir-document/time.ts'
import { codesOf, wordsOf } from '../fhir-document/words.ts'

const FORMAT = 'ConditionList'
const SNOMED = new Set(['http://snomed.info/sct', 'urn:oid:2.16.840.1.113883.6.96'])
const CATEGORY = 'http://terminology.hl7.org/CodeSystem/condition-category'

const condition = v.looseObject({
  resourceType: v.literal('Condition'),
  code: v.optional(codeableConcept, { coding: [] }),
  category: v.optional(v.array(codeableConcept), []),
  verificationStatus: v.optional(codeableConcept, { coding: [] }),
  recordedDate: v.string(),
  onsetDateTime: v.optional(v.string()),
  abatementDateTime: v.optional(v.string()),
  note: v.optional(v.array(v.looseObject({ text: v.string() })), []),
})

/**
 * The diagnoses of one list, as it orders them. What is marked as entered in error is none. A diagnosis may come without a code,
 * and then without words: its text is empty. A code that names no system stands in the text only. Of an onset or end that is but
 * a month or a year, the day is not known.
 *
 * @param cpr the citizen whom the document must be about
 * @throws {DocumentUnreadable}
 * @see MedCom ConditionList 1.0
 */
export function diagnosesIn(
  content: Buffer,
  cpr: string,
): { readonly entries: readonly Diagnosis[]; readonly author: OrganisationName | null } {
  const { entries, author } = fhirDocumentOf(content, cpr, FORMAT)
  const conditions = entries.map((entry, index) => ({
    place: `Condition[${index + 1}]`,
    condition: conditionOf(entry, index),
  }))
  const valid = conditions.filter(({ condition: { verificationStatus } }) =>
    verificationStatus.coding.every(({ code }) => code !== 'entered-in-error'),
  )
  return { author, entries: valid.map(diagnosisOf) }
}

type Condition = v.InferOutput<typeof condition>

const conditionOf = (entry: Resource, index: number): Condition =>
  shaped(condition, entry, { format: FORMAT, place: `Condition[${index + 1}]` })

function diagnosisOf(found: { readonly place: string; readonly condition: Condition }): Diagnosis {
  const { code, category, note, recordedDate } = found.condition
  const categories = category.flatMap(codesOf)
  const day = (field: 'onsetDateTime' | 'abatementDateTime') => {
    const text = found.condition[field]
    return text === undefined ? null : dayOfFhir(text, whereIs(found.place, field))
  }
  const recordedOn = dayOfFhir(recordedDate, whereIs(found.place, 'recordedDate'))
  if (!recordedOn) throw new DocumentUnreadable(FORMAT, `${found.place}.recordedDate is no day`)
  return {
    codes: codesOf(code),
    text: wordsOf(code) ?? '',
    category: firstOf(categories, (system) => system === CATEGORY),
    status: firstOf(categories, (system) => SNOMED.has(system)),
    recordedOn,
    onset: day('onsetDateTime'),
    abatement: day('abatementDateTime'),
    note: note.map(({ text }) => text).join('\n') || null,
  }
}

const firstOf = (codes: readonly Code[], isOf: (system: string) => boolean): Code | null =>
  codes.find(({ system }) => isOf(system)) ?? null

const whereIs = (place: string, field: string) => ({ format: FORMAT, place: `${place}.${field}` })
