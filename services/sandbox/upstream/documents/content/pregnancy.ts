import { OID } from '../../../../nsp/xds/document-types.ts'
import type { Citizen } from '../../../domain/world/persons.ts'
import type { PregnancyElement, PregnancyStory } from '../../../domain/world/pregnancies.ts'
import {
  concept,
  fhirDocument,
  organisation,
  patient,
  type Resource,
  reference,
} from './fhir-document.ts'
import { fetus, measurementObservation } from './pregnancy-measurement.ts'
import { componentValue, SNOMED } from './pregnancy-value.ts'
import { stableUuid } from './stable-id.ts'
import { inDays } from './world-time.ts'

/** Documents of a pregnancy, by their type's code. */
export type PregnancyDocumentCode = 'PRF' | 'PSCR' | 'PMR'

/** What each is called. */
export const PREGNANCY_TITLES: Readonly<Record<PregnancyDocumentCode, string>> = {
  PRF: 'Svangerskabsjournal',
  PSCR: 'Vandrejournal',
  PMR: 'Målinger',
}

const BASE = 'http://sundhedsdatastyrelsen.dk/ig/gm'
/** The official system for pregnancies, written without `urn:oid:` before it. */
const PREGNANCY_SYSTEM = '1.2.208.176.7.4.1'

/** When the documents of a pregnancy were made. */
export const pregnancyMadeAt = (now: Date): Date => inDays(now, -3, [10, 20])

interface About {
  readonly citizen: Citizen
  readonly id: string
  readonly now: Date
}

/** Writes a document of a pregnancy (PRF 3.0, PSCR 2.0 or PMR 2.0). */
export function pregnancyDocument(
  code: PregnancyDocumentCode,
  story: PregnancyStory,
  about: About,
): Buffer {
  const { citizen, id, now } = about
  const made = pregnancyMadeAt(now)
  const subject = patient(citizen, id)
  const author = organisation('maternityWard', id)
  const { entries, others } = contentOf(code, story, { subject, id, now })
  const composition: Resource = {
    ...{ resourceType: 'Composition', id: stableUuid(id, 'composition') },
    extension: [
      {
        url: `${BASE}/StructureDefinition/GMGraditetsforloebReference`,
        valueIdentifier: { system: PREGNANCY_SYSTEM, value: story.pregnancyId },
      },
      {
        url: `${BASE}/StructureDefinition/GMUdfoertTidspunkt`,
        valueDateTime: made.toISOString(),
      },
    ],
    ...{ status: 'final', type: concept(`urn:oid:${OID.medcomMessageCodes}`, code) },
    ...{ subject: reference(subject), date: made.toISOString(), author: [reference(author)] },
    ...{ title: PREGNANCY_TITLES[code], section: [{ entry: entries.map(reference) }] },
  }
  const resources = [composition, subject, author, ...entries, ...others]
  return fhirDocument({ id, base: BASE, timestamp: made }, resources)
}

interface Context {
  readonly subject: Resource
  readonly id: string
  readonly now: Date
}

function contentOf(
  code: PregnancyDocumentCode,
  story: PregnancyStory,
  context: Context,
): { readonly entries: readonly Resource[]; readonly others: readonly Resource[] } {
  if (code === 'PMR') {
    const child = fetus(context)
    const entries = story.measurements.map((each, index) =>
      measurementObservation(each, stableUuid(context.id, String(index)), { ...context, child }),
    )
    return { entries, others: [child] }
  }
  const elements = code === 'PRF' ? story.record : story.care
  return { entries: elements.map((each) => observation(each, context)), others: [] }
}

const observation = (element: PregnancyElement, { subject, id, now }: Context): Resource => ({
  ...{ resourceType: 'Observation', id: stableUuid(id, element.code), status: 'final' },
  code: concept(SNOMED, element.code, element.display),
  ...{ subject: reference(subject), effectiveDateTime: pregnancyMadeAt(now).toISOString() },
  component: element.components.map(({ code, display, value }) => ({
    code: concept(SNOMED, code, display),
    ...componentValue(value, now),
  })),
})
