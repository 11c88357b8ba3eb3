import { attribute, elementsOf, isNamed } from '../xml/element.ts'
import { XmlRefused } from '../xml/errors.ts'
import type { XmlElement } from '../xml/parse.ts'
import { type XmlText, xml } from '../xml/template.ts'
import { NS } from './namespaces.ts'
import { contentIdOf } from './read-multipart.ts'
import { cidOf } from './write-multipart.ts'

/** Writes the reference to an attachment. */
export const xopInclude = (contentId: string): XmlText =>
  xml`<xop:Include xmlns:xop="${NS.xop}" href="${cidOf(contentId)}"/>`

/**
 * The bytes of an element of type base64Binary: those of the attachment that it includes, else its own.
 *
 * @throws {XmlRefused} for an attachment that is not there, and for text that is not base64
 */
export function bytesOf(element: XmlElement, attachments: ReadonlyMap<string, Buffer>): Buffer {
  const include = elementsOf(element).find((child) =>
    isNamed(child, { ns: NS.xop, name: 'Include' }),
  )
  if (!include) return fromBase64(element.textContent ?? '')
  const bytes = attachments.get(contentIdOf(attribute(include, 'href')) ?? '')
  if (!bytes) throw new XmlRefused('an attachment is missing')
  return bytes
}

function fromBase64(text: string): Buffer {
  const packed = text.replace(/\s/g, '')
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(packed) || packed.length % 4 !== 0)
    throw new XmlRefused('a binary value is not base64')
  return Buffer.from(packed, 'base64')
}
