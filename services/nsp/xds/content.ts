import { bytesOf } from '../soap/xop.ts'
import { XmlRefused } from '../xml/errors.ts'
import type { XmlElement } from '../xml/parse.ts'

/** Largest document that is read, in bytes. */
export const MAX_DOCUMENT_BYTES = 33_554_432

/**
 * The bytes of a document: beside the message (MTOM), or in it as base64.
 *
 * @throws {XmlRefused} where the part that is pointed at is not there, the base64 is none, or there are too many bytes
 */
export function contentOf(element: XmlElement, attachments: ReadonlyMap<string, Buffer>): Buffer {
  const bytes = bytesOf(element, attachments)
  if (bytes.length > MAX_DOCUMENT_BYTES) {
    throw new XmlRefused(`a document is larger than ${MAX_DOCUMENT_BYTES} bytes`)
  }
  return bytes
}
