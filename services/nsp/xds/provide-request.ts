import { randomUUID } from 'node:crypto'
import { xopInclude } from '../soap/xop.ts'
import { attribute, children, needed } from '../xml/element.ts'
import { XmlRefused } from '../xml/errors.ts'
import type { XmlElement } from '../xml/parse.ts'
import { type XmlText, xml } from '../xml/template.ts'
import { contentOf } from './content.ts'
import type { DocumentEntry } from './document-entry.ts'
import { dtm, institution, patientId } from './hl7.ts'
import {
  ENTRY_STATUS,
  HAS_MEMBER,
  IDENTIFIER,
  lcm,
  NAMESPACE,
  rim,
  SCHEME,
  SUBMISSION_SET_NODE,
  xdsb,
} from './names.ts'
import { readEntry } from './read-entry.ts'
import { classified, describedBy, identifiedBy, named, slot } from './registry-object.ts'
import { writeEntry } from './write-entry.ts'

/** A document that is given to the platform. */
export interface Submission {
  readonly entry: DocumentEntry
  readonly contentId: string
  /** OID of the system that gives it. */
  readonly sourceId: string
  readonly submittedAt: Date
}

const uuid = (): string => `urn:uuid:${randomUUID()}`

// Unique ids are OIDs; below 2.25 every UUID is one, as a decimal number.
const uniqueId = (): string => `2.25.${BigInt(`0x${randomUUID().replaceAll('-', '')}`)}`

function submissionSet({ entry, sourceId, submittedAt }: Submission, id: string): XmlText {
  const owner = { id, nextId: uuid }
  const { institution: unit } = entry.author
  const identifier = (scheme: string, name: string, value: string) =>
    identifiedBy(owner, scheme, { name: `XDSSubmissionSet.${name}`, value })
  const patient = patientId(entry.patient.id, entry.patient.authority)
  return xml`<rim:RegistryPackage id="${id}" status="${ENTRY_STATUS.APPROVED}">${slot(
    'submissionTime',
    dtm(submittedAt),
  )}${named(entry.title)}${
    unit &&
    describedBy(owner, SCHEME.submissionAuthor, [slot('authorInstitution', institution(unit))])
  }${classified(owner, SCHEME.contentType, entry.typeCode)}${identifier(
    IDENTIFIER.patientId,
    'patientId',
    patient,
  )}${identifier(IDENTIFIER.submissionUniqueId, 'uniqueId', uniqueId())}${identifier(
    IDENTIFIER.submissionSourceId,
    'sourceId',
    sourceId,
  )}</rim:RegistryPackage><rim:Classification classifiedObject="${id}" classificationNode="${SUBMISSION_SET_NODE}" id="${uuid()}"/>`
}

/** Writes the request of ITI-41 for one document: its entry, a submission set, and that the one holds the other. */
export function provideRequest(submission: Submission): XmlText {
  const { entry, contentId } = submission
  const setId = uuid()
  return xml`<xdsb:ProvideAndRegisterDocumentSetRequest xmlns:xdsb="${NAMESPACE.xdsb}"><lcm:SubmitObjectsRequest xmlns:lcm="${NAMESPACE.lcm}" xmlns:rim="${NAMESPACE.rim}"><rim:RegistryObjectList>${writeEntry(
    entry,
    uuid,
  )}${submissionSet(submission, setId)}<rim:Association associationType="${HAS_MEMBER}" sourceObject="${setId}" targetObject="${
    entry.entryUuid
  }" id="${uuid()}">${slot(
    'SubmissionSetStatus',
    'Original',
  )}</rim:Association></rim:RegistryObjectList></lcm:SubmitObjectsRequest><xdsb:Document id="${entry.entryUuid}">${xopInclude(
    contentId,
  )}</xdsb:Document></xdsb:ProvideAndRegisterDocumentSetRequest>`
}

/** A document that was given. */
export interface ProvidedDocument {
  readonly entry: DocumentEntry
  readonly content: Buffer
}

/**
 * Reads the request of ITI-41.
 *
 * @returns null where an entry comes without its content
 * @throws {XmlRefused} where an entry is incomplete, or there is no submission set that holds it
 */
export function readProvideRequest(
  request: XmlElement,
  attachments: ReadonlyMap<string, Buffer>,
): readonly (ProvidedDocument | null)[] {
  const list = needed(request, lcm('SubmitObjectsRequest'), rim('RegistryObjectList'))
  checkSubmissionSet(list)
  const contents = children(request, xdsb('Document'))
  return children(list, rim('ExtrinsicObject')).map((object) => {
    const entry = readEntry(object)
    const content = contents.find((each) => attribute(each, 'id') === entry.entryUuid)
    return content ? { entry, content: contentOf(content, attachments) } : null
  })
}

function checkSubmissionSet(list: XmlElement): void {
  const sets = new Set(children(list, rim('RegistryPackage')).map((each) => attribute(each, 'id')))
  const held = new Set(
    children(list, rim('Association'))
      .filter((each) => attribute(each, 'associationType') === HAS_MEMBER)
      .filter((each) => sets.has(attribute(each, 'sourceObject')))
      .map((each) => attribute(each, 'targetObject')),
  )
  const entries = children(list, rim('ExtrinsicObject')).map((each) => attribute(each, 'id'))
  if (entries.length === 0 || !entries.every((id) => held.has(id))) {
    throw new XmlRefused('a document is in no submission set')
  }
}
