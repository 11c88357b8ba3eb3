import { OID } from '../../../../nsp/xds/document-types.ts'
import { type XmlText, xml } from '../../../../nsp/xml/template.ts'
import type { AppointmentStory } from '../../../domain/world/appointments.ts'
import { ORGANISATIONS } from '../../../domain/world/organisations.ts'
import type { Citizen } from '../../../domain/world/persons.ts'
import {
  author,
  clinicalDocument,
  coding,
  documentationOf,
  interval,
  MEDCOM,
  narrative,
  organisationId,
  profileVersion,
  SYSTEM,
  template,
} from './cda.ts'
import { inDays } from './world-time.ts'

const VERSION = '2019-09-10'
const part = (number: number): XmlText =>
  template({ root: `1.2.208.184.14.11.${number}`, extension: VERSION })

/** From when until when an appointment is. */
export function timesOf({ inDays: days, hour, minutes }: AppointmentStory, now: Date) {
  const start = inDays(now, days, [hour, 0])
  return { start, stop: new Date(start.getTime() + minutes * 60_000) }
}

/** When an appointment was made: a month before it is, and never in the future. */
export const madeAt = (story: AppointmentStory, now: Date): Date =>
  inDays(now, Math.min(story.inDays - 30, -1), [6, 30])

/** Writes an appointment as APD-DK 2.0.1. */
export function appointmentDocument(
  story: AppointmentStory,
  about: { readonly citizen: Citizen; readonly id: string; readonly now: Date },
): Buffer {
  const { citizen, id, now } = about
  const { start, stop } = timesOf(story, now)
  const created = madeAt(story, now)
  const head = {
    templates: [{ root: '1.2.208.184.14.1', extension: VERSION }],
    ...{ id, citizen, created, custodian: story.responsible },
    code: xml`<code ${coding(SYSTEM.loinc, { code: '39289-4', display: 'Dato og tidspunkt for møde mellem patient og sundhedsperson' })}/>`,
    title: `Aftale for ${citizen.cpr}`,
    authors: authorsOf(story, created),
    services: [
      documentationOf(xml`<templateId root="1.2.208.184.10.1.11"/>${interval(start, stop)}`),
      profileVersion('apd-v2.0.1'),
      documentationOf(
        xml`<templateId root="1.2.208.184.10.1.12"/><id root="${MEDCOM}" extension="${id}" assigningAuthorityName="MedCom"/><code ${coding(
          { oid: OID.sks, name: 'Sundhedsvæsenets Klassifikations System' },
          { code: 'ALAL01', display: 'Hjertesygdom' },
        )}/>`,
      ),
    ],
  }
  return clinicalDocument(head, [section(story, { id, start, stop })])
}

const REQUESTER = xml`<code code="RESB" codeSystem="2.16.840.1.113883.5.90" codeSystemName="ParticipationType (HL7) Code System" displayName="responsible party"/>`

const authorsOf = (story: AppointmentStory, created: Date): readonly XmlText[] => [
  author(story.responsible, created, { isByYdernummer: story.isByYdernummer ?? false }),
  ...(story.requester ? [author(story.requester, created, { role: REQUESTER })] : []),
]

interface Times {
  readonly id: string
  readonly start: Date
  readonly stop: Date
}

const section = (story: AppointmentStory, times: Times): XmlText =>
  xml`<section classCode="DOCSECT" moodCode="EVN">${part(1)}<code ${coding(SYSTEM.loinc, {
    code: '18776-5',
  })}/><title>Aftale</title>${narrative([
    story.title,
    ORGANISATIONS[story.location].name,
  ])}<entry>${encounter(story, times)}</entry></section>`

const encounter = (story: AppointmentStory, { id, start, stop }: Times): XmlText =>
  xml`<encounter classCode="ENC" moodCode="APT">${part(2)}<id root="${MEDCOM}" extension="${id}" assigningAuthorityName="MedCom"/><code ${coding(
    SYSTEM.medcom,
    { code: story.kind },
  )}/><statusCode code="${story.status}"/>${interval(start, stop)}<performer typeCode="PRF"><assignedEntity classCode="ASSIGNED">${organisationId(
    story.responsible,
    story.isByYdernummer,
  )}<representedOrganization><name>${
    ORGANISATIONS[story.responsible].name
  }</name></representedOrganization></assignedEntity></performer><participant typeCode="LOC"><participantRole classCode="SDLOC">${part(
    3,
  )}${organisationId(story.location)}<addr><streetAddressLine>Sandvej 2</streetAddressLine><postalCode>0900</postalCode><city>Søbred</city></addr><playingEntity><name>${
    ORGANISATIONS[story.location].name
  }</name></playingEntity></participantRole></participant><entryRelationship typeCode="RSON"><observation classCode="OBS" moodCode="EVN"><code ${coding(
    SYSTEM.snomed,
    { ...story.reason, display: story.title },
  )}/></observation></entryRelationship></encounter>`
