import type { DiagnosesStory, DiagnosisStory } from '../../../domain/world/diagnoses.ts'
import type { Citizen } from '../../../domain/world/persons.ts'
import {
  concept,
  fhirDocument,
  organisation,
  patient,
  type Resource,
  reference,
} from './fhir-document.ts'
import { stableUuid } from './stable-id.ts'
import { dayOf, inDays } from './world-time.ts'

const ICPC2 = 'urn:oid:1.2.208.176.2.31'
const SKS_D = 'urn:oid:1.2.208.176.2.4.12'
const CATEGORY = 'http://terminology.hl7.org/CodeSystem/condition-category'
const SNOMED = 'http://snomed.info/sct'
const STATUS = { current: '15240007', resolved: '723506003' } as const

/** Writes the diagnoses that a practice shares as a ConditionList of MedCom 1.0, made at the moment of asking. */
export function conditionListDocument(
  story: DiagnosesStory,
  about: { readonly citizen: Citizen; readonly id: string; readonly now: Date },
): Buffer {
  const { citizen, id, now } = about
  const subject = patient(citizen, id)
  const author = organisation('practice', id, { withYdernummer: true })
  const conditions = story.diagnoses.map((each) => condition(each, { subject, id, now }))
  const composition: Resource = {
    ...{ resourceType: 'Composition', id: stableUuid(id, 'composition'), status: 'final' },
    type: concept('http://loinc.org', '11450-4', 'Problem list - Reported'),
    ...{ language: 'da', subject: reference(subject), date: now.toISOString() },
    author: [reference(author)],
    ...{ title: `Diagnoseoversigt for ${citizen.cpr}`, confidentiality: 'N' },
    section: [
      {
        text: {
          status: 'generated',
          div: `<div xmlns="http://www.w3.org/1999/xhtml">${story.diagnoses.length} diagnoser</div>`,
        },
        entry: conditions.map(reference),
      },
    ],
  }
  const base = 'http://medcomfhir.dk/ig/conditionlist'
  return fhirDocument({ id, base, timestamp: now }, [composition, subject, author, ...conditions])
}

function condition(
  story: DiagnosisStory,
  { subject, id, now }: { readonly subject: Resource; readonly id: string; readonly now: Date },
): Resource {
  const day = (days: number): string => dayOf(inDays(now, days))
  return {
    ...{ resourceType: 'Condition', id: stableUuid(id, story.icpc2.code) },
    category: [concept(CATEGORY, story.category), concept(SNOMED, STATUS[story.status])],
    code: {
      coding: [
        ...(story.sks ? [{ system: SKS_D, ...story.sks }] : []),
        { system: ICPC2, ...story.icpc2 },
      ],
      text: story.text,
    },
    subject: reference(subject),
    ...(story.onsetInDays !== null && { onsetDateTime: day(story.onsetInDays) }),
    ...(story.abatedInDays !== null && { abatementDateTime: day(story.abatedInDays) }),
    recordedDate: day(story.recordedInDays),
    ...(story.note !== null && { note: [{ text: story.note }] }),
  }
}
