import { at, children } from '../xml/element.ts'
import { XmlRefused } from '../xml/errors.ts'
import type { XmlElement } from '../xml/parse.ts'
import { type XmlText, xml } from '../xml/template.ts'
import type { DocumentEntry } from './document-entry.ts'
import { NAMESPACE, rim } from './names.ts'
import { readEntry } from './read-entry.ts'
import { errorList, type RegistryOutcome, readOutcome, statusOf } from './registry-response.ts'
import { writeEntry } from './write-entry.ts'

/** More entries than any citizen has; beyond it an answer is refused rather than read in part. */
export const MOST_ENTRIES = 10_000

/** Writes the answer to a stored query by whole entries (LeafClass). */
export const queryResponse = (
  outcome: RegistryOutcome,
  entries: readonly DocumentEntry[],
  nextId: () => string,
): XmlText =>
  response(
    outcome,
    entries.map((entry) => writeEntry(entry, nextId)),
  )

/** Writes the answer to a stored query by the ids of entries alone (ObjectRef). */
export const queryReferences = (
  outcome: RegistryOutcome,
  entries: readonly DocumentEntry[],
): XmlText =>
  response(
    outcome,
    entries.map(
      ({ entryUuid, homeCommunityId }) =>
        xml`<rim:ObjectRef id="${entryUuid}" home="urn:oid:${homeCommunityId}"/>`,
    ),
  )

const response = (outcome: RegistryOutcome, objects: readonly XmlText[]): XmlText =>
  xml`<query:AdhocQueryResponse xmlns:query="${NAMESPACE.query}" xmlns:rs="${NAMESPACE.rs}" xmlns:rim="${NAMESPACE.rim}" status="${statusOf(
    outcome,
  )}">${errorList(outcome)}<rim:RegistryObjectList>${objects}</rim:RegistryObjectList></query:AdhocQueryResponse>`

/** Entries as they are read, as many as are taken. */
export class EntryList {
  readonly #entries: DocumentEntry[] = []

  get all(): readonly DocumentEntry[] {
    return this.#entries
  }

  /** @throws {XmlRefused} for more than {@link MOST_ENTRIES}, and for an entry that lacks what the standard demands */
  add(object: XmlElement): void {
    if (this.#entries.length === MOST_ENTRIES) {
      throw new XmlRefused(`it has more than ${MOST_ENTRIES} document entries`)
    }
    this.#entries.push(readEntry(object))
  }
}

/**
 * Reads the answer to a stored query, as it was asked for as LeafClass.
 *
 * @param entries to which those are added that the answer still holds
 * @throws {XmlRefused} as {@link EntryList} does
 */
export function readQueryResponse(response: XmlElement, entries: EntryList): RegistryOutcome {
  const list = at(response, rim('RegistryObjectList'))
  for (const object of list ? children(list, rim('ExtrinsicObject')) : []) entries.add(object)
  return readOutcome(response)
}
