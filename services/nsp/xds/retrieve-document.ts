import type { Platform } from '../platform/platform.ts'
import { UpstreamAnswerInvalid } from '../soap/errors.ts'
import { callOf, type DocumentsAsking, reading } from './asking.ts'
import type { DocumentKey } from './document-key.ts'
import { ACTION } from './names.ts'
import { completenessOf } from './registry-response.ts'
import { retrieveRequest } from './retrieve-request.ts'
import { type RetrievedDocument, readRetrieveResponse } from './retrieve-response.ts'

/** Repositories that are asked. */
export type RepositoryName = 'dds-repository' | 'sfsk-repository'

/** Which document is asked of which repository. */
export interface DocumentQuestion extends DocumentsAsking {
  readonly repository: RepositoryName
  readonly document: DocumentKey
}

/** A document, or that consent holds it back. */
export type DocumentAnswer =
  | ({ readonly kind: 'document' } & RetrievedDocument)
  | { readonly kind: 'heldBack' }

/**
 * Asks a repository for the content of a document (ITI-43).
 *
 * @throws {XdsFailure} where the repository says that it failed, with `XDSDocumentUniqueIdError` for a document it does not have
 * @throws {UpstreamAnswerInvalid} where its answer breaks the standard, or holds another document than the one asked for; and
 *   what {@link Platform.call} throws
 */
export async function retrieveDocument(
  platform: Platform,
  question: DocumentQuestion,
): Promise<DocumentAnswer> {
  const { repository, document } = question
  const answer = await platform.call({
    service: repository,
    action: ACTION.retrieveDocumentSet,
    body: retrieveRequest([document]),
    ...callOf(question),
  })
  const { outcome, documents } = reading(() =>
    readRetrieveResponse(answer.body, answer.attachments),
  )
  const { isFiltered } = completenessOf(outcome)
  const found = documents.find(({ key }) => key.uniqueId === document.uniqueId)
  if (found) return { kind: 'document', ...found }
  if (isFiltered) return { kind: 'heldBack' }
  throw new UpstreamAnswerInvalid('it does not hold the document that was asked for')
}
