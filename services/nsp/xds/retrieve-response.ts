import { xopInclude } from '../soap/xop.ts'
import { children, needed, textOf } from '../xml/element.ts'
import type { XmlElement } from '../xml/parse.ts'
import { type XmlText, xml } from '../xml/template.ts'
import { contentOf } from './content.ts'
import type { DocumentKey } from './document-key.ts'
import { NAMESPACE, rs, xdsb } from './names.ts'
import { errorList, type RegistryOutcome, readOutcome, statusOf } from './registry-response.ts'
import { keyElements, readKey } from './retrieve-request.ts'

/** A document with its content. */
export interface RetrievedDocument {
  readonly key: DocumentKey
  readonly mimeType: string
  readonly content: Buffer
}

/** What is sent for a document: where its content lies beside the message. */
export interface SentDocument {
  readonly key: DocumentKey
  readonly mimeType: string
  readonly contentId: string
  /** The document that was made for a key of an on-demand entry; null for a stable one. */
  readonly madeAs: string | null
}

/** Writes the answer of ITI-43, by MTOM. */
export const retrieveResponse = (
  outcome: RegistryOutcome,
  documents: readonly SentDocument[],
): XmlText =>
  xml`<xdsb:RetrieveDocumentSetResponse xmlns:xdsb="${NAMESPACE.xdsb}" xmlns:rs="${NAMESPACE.rs}"><rs:RegistryResponse status="${statusOf(
    outcome,
  )}">${errorList(outcome)}</rs:RegistryResponse>${documents.map(
    ({ key, mimeType, contentId, madeAs }) =>
      xml`<xdsb:DocumentResponse>${keyElements(key)}${
        madeAs && xml`<xdsb:NewDocumentUniqueId>${madeAs}</xdsb:NewDocumentUniqueId>`
      }<xdsb:mimeType>${mimeType}</xdsb:mimeType><xdsb:Document>${xopInclude(
        contentId,
      )}</xdsb:Document></xdsb:DocumentResponse>`,
  )}</xdsb:RetrieveDocumentSetResponse>`

/**
 * Reads the answer of ITI-43.
 *
 * @param attachments parts beside the message, by content id without brackets
 * @throws {XmlRefused} where a document is incomplete, its part is missing, or it is too large
 */
export function readRetrieveResponse(
  response: XmlElement,
  attachments: ReadonlyMap<string, Buffer>,
): { readonly outcome: RegistryOutcome; readonly documents: readonly RetrievedDocument[] } {
  return {
    outcome: readOutcome(needed(response, rs('RegistryResponse'))),
    documents: children(response, xdsb('DocumentResponse')).map((each) => ({
      key: readKey(each),
      mimeType: textOf(needed(each, xdsb('mimeType'))) ?? '',
      content: contentOf(needed(each, xdsb('Document')), attachments),
    })),
  }
}
