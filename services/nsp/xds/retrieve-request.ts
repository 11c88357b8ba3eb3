import { child, children, needed, textOf } from '../xml/element.ts'
import { XmlRefused } from '../xml/errors.ts'
import type { XmlElement } from '../xml/parse.ts'
import { type XmlText, xml } from '../xml/template.ts'
import type { DocumentKey } from './document-key.ts'
import { NAMESPACE, xdsb } from './names.ts'

/** Writes the request of ITI-43. */
export const retrieveRequest = (keys: readonly DocumentKey[]): XmlText =>
  xml`<xdsb:RetrieveDocumentSetRequest xmlns:xdsb="${NAMESPACE.xdsb}">${keys.map(
    (key) => xml`<xdsb:DocumentRequest>${keyElements(key)}</xdsb:DocumentRequest>`,
  )}</xdsb:RetrieveDocumentSetRequest>`

/** Writes the elements that name a document. */
export const keyElements = (key: DocumentKey): XmlText =>
  xml`${
    key.homeCommunityId &&
    xml`<xdsb:HomeCommunityId>urn:oid:${key.homeCommunityId}</xdsb:HomeCommunityId>`
  }<xdsb:RepositoryUniqueId>${key.repositoryUniqueId}</xdsb:RepositoryUniqueId><xdsb:DocumentUniqueId>${key.uniqueId}</xdsb:DocumentUniqueId>`

/** @throws {XmlRefused} where a document has no number or no repository */
export const readRetrieveRequest = (request: XmlElement): readonly DocumentKey[] =>
  children(request, xdsb('DocumentRequest')).map(readKey)

/** @throws {XmlRefused} as {@link readRetrieveRequest} does */
export function readKey(element: XmlElement): DocumentKey {
  const home = textOf(child(element, xdsb('HomeCommunityId'))) ?? ''
  return {
    uniqueId: said(needed(element, xdsb('DocumentUniqueId'))),
    repositoryUniqueId: said(needed(element, xdsb('RepositoryUniqueId'))),
    homeCommunityId: home.replace(/^urn:oid:/, ''),
  }
}

function said(element: XmlElement): string {
  const text = textOf(element)
  if (text === null) throw new XmlRefused(`${element.localName} is empty`)
  return text
}
