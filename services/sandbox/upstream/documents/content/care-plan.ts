import { type XmlText, xml } from '../../../../nsp/xml/template.ts'
import type { CarePlanStory } from '../../../domain/world/care-plans.ts'
import type { Citizen } from '../../../domain/world/persons.ts'
import {
  author,
  clinicalDocument,
  coding,
  documentationOf,
  interval,
  MEDCOM,
  narrative,
  profileVersion,
  SYSTEM,
} from './cda.ts'
import { stableUuid } from './stable-id.ts'
import { inDays } from './world-time.ts'

/** From when until when a care plan holds. */
export const planTimes = ({ fromDays, toDays }: CarePlanStory, now: Date) => ({
  start: inDays(now, fromDays, [8, 0]),
  stop: toDays === null ? null : inDays(now, toDays, [8, 0]),
})

/**
 * Writes a care plan in the shape of CPD-DK 2.0: a CDA document with sections and acts. No published example is at hand, so
 * nothing below the head is known to be as the platform has it.
 */
export function carePlanDocument(
  story: CarePlanStory,
  about: { readonly citizen: Citizen; readonly id: string; readonly now: Date },
): Buffer {
  const { citizen, id, now } = about
  const { start, stop } = planTimes(story, now)
  const head = {
    // The number of the general care plan of HL7's consolidated CDA.
    templates: [{ root: '2.16.840.1.113883.10.20.22.1.15', extension: '2015-08-01' }],
    ...{ id, citizen, created: start, custodian: story.responsible, title: story.title },
    code: xml`<code ${coding(SYSTEM.loinc, { code: '81215-6', display: 'Care plan' })}/>`,
    authors: [author(story.responsible, start)],
    services: [
      documentationOf(xml`<templateId root="1.2.208.184.10.1.11"/>${interval(start, stop)}`),
      profileVersion('cpd-v2.0'),
    ],
  }
  return clinicalDocument(
    head,
    story.sections.map(({ title, activities }, index) =>
      section(title, activities, `${id}-${index}`),
    ),
  )
}

const section = (title: string, activities: readonly string[], id: string): XmlText =>
  xml`<section classCode="DOCSECT" moodCode="EVN"><code ${coding(SYSTEM.loinc, {
    code: '18776-5',
    display: 'Plan of care note',
  })}/><title>${title}</title>${narrative(activities)}${activities.map(
    (activity) =>
      xml`<entry typeCode="COMP"><act classCode="ACT" moodCode="INT"><id root="${MEDCOM}" extension="${stableUuid(
        id,
        activity,
      )}"/><code nullFlavor="OTH"><originalText>${activity}</originalText></code><statusCode code="active"/></act></entry>`,
  )}</section>`
