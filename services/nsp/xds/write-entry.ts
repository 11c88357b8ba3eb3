import { type XmlText, xml } from '../xml/template.ts'
import type { DocumentEntry } from './document-entry.ts'
import { dtm, institution, patientId } from './hl7.ts'
import { ENTRY_STATUS, ENTRY_TYPE, IDENTIFIER, SCHEME } from './names.ts'
import {
  classified,
  describedBy,
  identifiedBy,
  named,
  type Owner,
  slot,
} from './registry-object.ts'

/** How the person of an author is written in the registry (XCN), without a number. */
const authorPerson = (name: string | null): string | null => {
  if (name === null) return null
  const [surname = '', ...given] = name.split(' ').reverse()
  return `^${surname}^${given.reverse().join(' ')}`
}

const time = (instant: string | null): string | null => instant && dtm(new Date(instant))

const homeOf = (homeCommunityId: string): string | null =>
  homeCommunityId ? `urn:oid:${homeCommunityId}` : null

function slotsOf(entry: DocumentEntry): readonly (XmlText | null)[] {
  const patient = patientId(entry.patient.id, entry.patient.authority)
  return [
    slot('creationTime', time(entry.created)),
    slot('hash', entry.hash),
    slot('languageCode', entry.languageCode),
    slot('repositoryUniqueId', entry.repositoryUniqueId || null),
    slot('serviceStartTime', time(entry.service.start)),
    slot('serviceStopTime', time(entry.service.stop)),
    slot('size', entry.size === null ? null : String(entry.size)),
    slot('sourcePatientId', patient),
  ]
}

function classificationsOf(entry: DocumentEntry, owner: Owner): readonly (XmlText | null)[] {
  const { institution: unit, person } = entry.author
  return [
    describedBy(owner, SCHEME.author, [
      slot('authorInstitution', unit && institution(unit)),
      slot('authorPerson', authorPerson(person)),
    ]),
    classified(owner, SCHEME.classCode, entry.classCode),
    ...entry.confidentiality.map((code) => classified(owner, SCHEME.confidentiality, code)),
    ...entry.events.map((code) => classified(owner, SCHEME.eventCode, code)),
    classified(owner, SCHEME.formatCode, entry.formatCode),
    classified(owner, SCHEME.facilityType, entry.facilityType),
    classified(owner, SCHEME.practiceSetting, entry.practiceSetting),
    classified(owner, SCHEME.typeCode, entry.typeCode),
  ]
}

/**
 * Writes an entry as the registry does.
 *
 * @param nextId makes the ids that the standard asks for within it, `urn:uuid:` or symbolic
 */
export function writeEntry(entry: DocumentEntry, nextId: () => string): XmlText {
  const owner: Owner = { id: entry.entryUuid, nextId }
  const home = homeOf(entry.homeCommunityId)
  const patient = patientId(entry.patient.id, entry.patient.authority)
  return xml`<rim:ExtrinsicObject id="${entry.entryUuid}"${home && xml` home="${home}"`} mimeType="${entry.mimeType}" objectType="${
    ENTRY_TYPE[entry.entryType]
  }" status="${ENTRY_STATUS[entry.status]}">${slotsOf(entry)}${named(entry.title)}${classificationsOf(
    entry,
    owner,
  )}${identifiedBy(owner, IDENTIFIER.entryPatientId, {
    name: 'XDSDocumentEntry.patientId',
    value: patient,
  })}${identifiedBy(owner, IDENTIFIER.entryUniqueId, {
    name: 'XDSDocumentEntry.uniqueId',
    value: entry.uniqueId,
  })}</rim:ExtrinsicObject>`
}
