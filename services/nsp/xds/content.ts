import { attribute, child } from '../xml/element.ts'
import { XmlRefused } from '../xml/errors.ts'
import type { XmlElement } from '../xml/parse.ts'
import { type XmlText, xml } from '../xml/template.ts'
import { NAMESPACE, xop } from './names.ts'

/** Largest document that is read, in bytes. */
export const MAX_DOCUMENT_BYTES = 33_554_432

/** Writes where the content lies beside the message. */
export const include = (contentId: string): XmlText =>
  xml`<xop:Include xmlns:xop="${NAMESPACE.xop}" href="cid:${encodeURIComponent(contentId)}"/>`

/**
 * The bytes of a document: beside the message (MTOM), or in it as base64.
 *
 * @throws {XmlRefused} where the part that is pointed at is not there, the base64 is none, or there are too many bytes
 */
export function contentOf(element: XmlElement, attachments: ReadonlyMap<string, Buffer>): Buffer {
  const pointer = child(element, xop('Include'))
  const bytes = pointer ? beside(pointer, attachments) : inline(element)
  if (bytes.length > MAX_DOCUMENT_BYTES) {
    throw new XmlRefused(`a document is larger than ${MAX_DOCUMENT_BYTES} bytes`)
  }
  return bytes
}

function beside(pointer: XmlElement, attachments: ReadonlyMap<string, Buffer>): Buffer {
  const href = attribute(pointer, 'href') ?? ''
  const name = href.startsWith('cid:') ? href.slice('cid:'.length) : null
  const found =
    name === null ? undefined : (attachments.get(unescaped(name)) ?? attachments.get(name))
  if (!found) throw new XmlRefused('a part beside the message is missing')
  return found
}

function unescaped(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/

function inline(element: XmlElement): Buffer {
  const text = (element.textContent ?? '').replace(/\s+/g, '')
  if (!BASE64.test(text)) throw new XmlRefused('a document is no base64')
  return Buffer.from(text, 'base64')
}
