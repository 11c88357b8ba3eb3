import type { DocumentReference } from '../../domain/part/document.ts'
import type { Asking } from '../source.ts'
import { DocumentHeldBack } from './held-back.ts'
import type { DocumentLibrary } from './library.ts'
import { requireOwn } from './whose.ts'

/**
 * The content of a document.
 *
 * @throws {DocumentHeldBack} where consent holds it back
 * @throws {DocumentUnreadable} where it says itself to be about somebody else; and what the library throws
 */
export async function contentFrom(
  library: DocumentLibrary,
  asking: Asking,
  document: DocumentReference,
): Promise<Buffer> {
  const content = await library.content(asking, document)
  if (content === null) throw new DocumentHeldBack()
  requireOwn(content, asking.regarding.cpr)
  return content
}
