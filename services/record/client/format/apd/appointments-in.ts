import { attribute, child, children, needed, textOf } from '../../../../nsp/xml/element.ts'
import { XmlRefused } from '../../../../nsp/xml/errors.ts'
import type { XmlElement } from '../../../../nsp/xml/parse.ts'
import type { OrganisationName } from '../../../domain/coded.ts'
import type { Appointment } from '../../../domain/part/appointments.ts'
import type { DocumentReference } from '../../../domain/part/document.ts'
import { readingAs } from '../../documents/errors.ts'
import { neededSimpleCode, wordsOf } from '../cda/code.ts'
import { type CdaDocument, cdaOf } from '../cda/document.ts'
import { type Statement, statementsOf } from '../cda/entry.ts'
import { hl7 } from '../cda/names.ts'
import { organisationOfAuthor } from '../cda/organisation.ts'
import { addressIn, saidIn } from '../cda/person.ts'
import { spanIn } from '../cda/time.ts'

/**
 * The appointments of an APD-DK document: its encounters of mood APT.
 *
 * The author without a code is responsible for the appointment, the one with the code RESB asked for it.
 *
 * @param cpr the citizen whom the document must be about
 * @throws {DocumentUnreadable}
 * @see APD-DK 2.0.1
 */
export const appointmentsIn = (
  content: Buffer,
  cpr: string,
  document: DocumentReference,
): readonly Appointment[] =>
  readingAs('APD-DK', () => {
    const cda = cdaOf(content, cpr)
    const encounters = statementsOf(cda.sections).filter(isAppointment)
    if (encounters.length === 0) throw new XmlRefused('encounter is missing')
    const organisations = organisationsOf(cda)
    return encounters.map((encounter) => ({
      ...appointmentOf(encounter),
      ...organisations,
      document,
    }))
  })

const isAppointment = ({ element }: Statement): boolean =>
  element.localName === 'encounter' && attribute(element, 'moodCode') === 'APT'

function appointmentOf({
  element,
  place,
}: Statement): Pick<Appointment, 'start' | 'end' | 'status' | 'title' | 'location'> {
  const { start, end } = spanIn(needed(element, hl7('effectiveTime')), `${place}/effectiveTime`)
  if (!start) throw new XmlRefused(`${place}/effectiveTime has no beginning`)
  if (end && Date.parse(end) < Date.parse(start))
    throw new XmlRefused(`${place}/effectiveTime ends before it begins`)
  return {
    start,
    end,
    status: neededSimpleCode(child(element, hl7('statusCode')), `${place}/statusCode`),
    title: reasonOf(element),
    location: locationOf(element),
  }
}

// The document's own title holds the person number; what the appointment is about is the reason of the encounter.
function reasonOf(encounter: XmlElement): string | null {
  const reasons = children(encounter, hl7('entryRelationship'))
    .filter((relation) => attribute(relation, 'typeCode') === 'RSON')
    .flatMap((relation) => children(relation, hl7('observation')))
    .map((observation) => saidIn(wordsOf(child(observation, hl7('code')))))
  return reasons.find((reason) => reason !== null) ?? null
}

function locationOf(encounter: XmlElement): string | null {
  const role = children(encounter, hl7('participant'))
    .filter((participant) => attribute(participant, 'typeCode') === 'LOC')
    .map((participant) => child(participant, hl7('participantRole')))
    .find((each) => each !== null)
  if (!role) return null
  const entity = child(role, hl7('playingEntity'))
  const addresses = children(role, hl7('addr')).map(addressIn)
  const { street = null, postCode = null, city = null } = addresses[0] ?? {}
  const town = [postCode, city].filter((part) => part !== null).join(' ')
  const parts = [entity && saidIn(textOf(child(entity, hl7('name')))), street, town]
  return parts.filter(Boolean).join(', ') || null
}

const REQUESTER = 'RESB'

function organisationsOf({ root }: CdaDocument): {
  readonly responsible: OrganisationName | null
  readonly requester: OrganisationName | null
} {
  const authors = children(root, hl7('author'))
  const of = (author: XmlElement | undefined): OrganisationName | null =>
    organisationOfAuthor(author ?? null)
  return {
    responsible: of(authors.find((author) => !isRequester(author))),
    requester: of(authors.find(isRequester)),
  }
}

function isRequester(author: XmlElement): boolean {
  const assigned = child(author, hl7('assignedAuthor'))
  return attribute(assigned && child(assigned, hl7('code')), 'code') === REQUESTER
}
