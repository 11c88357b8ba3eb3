import { createHash } from 'node:crypto'
import type { Platform } from '../platform/platform.ts'
import { callOf, type DocumentsAsking, reading } from './asking.ts'
import type { DocumentEntry } from './document-entry.ts'
import { ACTION } from './names.ts'
import { provideRequest } from './provide-request.ts'
import { completenessOf, readOutcome } from './registry-response.ts'

/** A document to give, with the entry that describes it. */
export interface DocumentToProvide extends DocumentsAsking {
  /** Its hash and size are counted here. */
  readonly entry: Omit<DocumentEntry, 'hash' | 'size'>
  readonly content: Buffer
  /** OID of the system that gives it. */
  readonly sourceId: string
  readonly submittedAt: Date
}

/**
 * Gives a document to the national repository, which also registers it (ITI-41).
 *
 * @throws {XdsFailure} where it is not taken
 * @throws {UpstreamAnswerInvalid} where the answer breaks the standard; and what {@link Platform.call} throws
 */
export async function provideDocument(
  platform: Platform,
  document: DocumentToProvide,
): Promise<void> {
  const { content, sourceId, submittedAt } = document
  const hash = createHash('sha1').update(content).digest('hex')
  const entry = { ...document.entry, hash, size: content.length }
  const contentId = `document-1@${sourceId}`
  const answer = await platform.call({
    service: 'dros',
    action: ACTION.provideAndRegister,
    body: provideRequest({ entry, contentId, sourceId, submittedAt }),
    attachments: new Map([[contentId, content]]),
    ...callOf(document),
  })
  completenessOf(reading(() => readOutcome(answer.body)))
}
