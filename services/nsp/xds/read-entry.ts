import { attribute } from '../xml/element.ts'
import { XmlRefused } from '../xml/errors.ts'
import type { XmlElement } from '../xml/parse.ts'
import type { DocumentEntry, XdsCode } from './document-entry.ts'
import { readDtm, readInstitution, readPatientId, readPerson } from './hl7.ts'
import { ENTRY_STATUS, ENTRY_TYPE, IDENTIFIER, SCHEME } from './names.ts'
import {
  classificationsOf,
  codesOf,
  identifierOf,
  nameOf,
  slotValue,
  slotValues,
} from './registry-object.ts'

/**
 * Reads an entry of the registry.
 *
 * @throws {XmlRefused} where something is missing without which a document cannot be told or fetched
 */
export function readEntry(object: XmlElement): DocumentEntry {
  return {
    ...identityOf(object),
    title: nameOf(object) ?? '',
    mimeType: attribute(object, 'mimeType') ?? 'application/octet-stream',
    languageCode: slotValue(object, 'languageCode'),
    created: readDtm(said(slotValue(object, 'creationTime'), 'creationTime')),
    service: {
      start: timeIn(object, 'serviceStartTime'),
      stop: timeIn(object, 'serviceStopTime'),
    },
    classCode: codeIn(object, SCHEME.classCode, 'classCode'),
    typeCode: codeIn(object, SCHEME.typeCode, 'typeCode'),
    formatCode: codeIn(object, SCHEME.formatCode, 'formatCode'),
    confidentiality: codesOf(object, SCHEME.confidentiality),
    events: codesOf(object, SCHEME.eventCode),
    facilityType: codesOf(object, SCHEME.facilityType)[0] ?? null,
    practiceSetting: codesOf(object, SCHEME.practiceSetting)[0] ?? null,
    author: authorOf(object),
    hash: slotValue(object, 'hash'),
    size: sizeOf(slotValue(object, 'size')),
  }
}

function identityOf(object: XmlElement) {
  const patient = readPatientId(said(identifierOf(object, IDENTIFIER.entryPatientId), 'patientId'))
  return {
    entryUuid: said(attribute(object, 'id'), 'id'),
    uniqueId: said(identifierOf(object, IDENTIFIER.entryUniqueId), 'uniqueId'),
    repositoryUniqueId: slotValue(object, 'repositoryUniqueId') ?? '',
    homeCommunityId: (attribute(object, 'home') ?? '').replace(/^urn:oid:/, ''),
    entryType: entryTypeOf(attribute(object, 'objectType')),
    status: attribute(object, 'status') === ENTRY_STATUS.DEPRECATED ? 'DEPRECATED' : 'APPROVED',
    patient: said(patient, 'patientId'),
  } as const
}

function entryTypeOf(objectType: string | null): DocumentEntry['entryType'] {
  if (objectType === ENTRY_TYPE.stable) return 'stable'
  if (objectType === ENTRY_TYPE['on-demand']) return 'on-demand'
  throw new XmlRefused('an entry of the registry is no document')
}

const timeIn = (object: XmlElement, name: string): string | null => {
  const text = slotValue(object, name)
  return text && readDtm(text)
}

const codeIn = (object: XmlElement, scheme: string, what: string): XdsCode =>
  said(codesOf(object, scheme)[0] ?? null, what)

// Several authors are allowed; the first institution is the one that the profile of MedCom asks for.
function authorOf(object: XmlElement): DocumentEntry['author'] {
  const authors = classificationsOf(object, SCHEME.author)
  const units = authors.flatMap((author) => slotValues(author, 'authorInstitution'))
  const people = authors.flatMap((author) => slotValues(author, 'authorPerson'))
  return {
    institution: units[0] ? readInstitution(units[0]) : null,
    person: people[0] ? readPerson(people[0]) : null,
  }
}

const sizeOf = (text: string | null): number | null =>
  text && /^\d{1,15}$/.test(text) ? Number(text) : null

function said<Value>(value: Value | null, what: string): Value {
  if (value === null) throw new XmlRefused(`${what} of a document entry is missing`)
  return value
}
