import type { Document, Element } from '@xmldom/xmldom'
import { XmlRefused } from './errors.ts'
import { strictParser, type XmlLimits } from './strict-parser.ts'
import { TreeBuilder } from './tree-builder.ts'

/** A whole message in memory. */
export type XmlDocument = Document

/** One of its elements. */
export type XmlElement = Element

/** More than any message of the platform needs; larger answers are streamed. */
export const XML_LIMITS: XmlLimits = { maxBytes: 16_777_216, maxDepth: 100 }

/**
 * Reads a message that may be hostile: without DTD, entities of its own and processing instructions, within limits.
 *
 * @throws {XmlRefused} naming the rule, never the content
 */
export function parseXml(text: string | Buffer, limits: XmlLimits = XML_LIMITS): XmlDocument {
  const size = typeof text === 'string' ? Buffer.byteLength(text) : text.length
  if (size > limits.maxBytes) throw new XmlRefused(`it is larger than ${limits.maxBytes} bytes`)
  const tree = new TreeBuilder(limits, 'it')
  const parser = strictParser(limits, {
    onOpen: (tag) => tree.open(tag),
    onText: (more) => tree.text(more),
    onClose: () => tree.close(),
  })
  parser.write(decoded(text))
  parser.close()
  return tree.document
}

/**
 * The root of a message.
 *
 * @throws {XmlRefused} as {@link parseXml} does, and for a message without one
 */
export function rootOf(text: string | Buffer, limits: XmlLimits = XML_LIMITS): XmlElement {
  const root = parseXml(text, limits).documentElement
  if (!root) throw new XmlRefused('it has no root element')
  return root
}

function decoded(text: string | Buffer): string {
  if (typeof text === 'string') return text
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(text)
  } catch (cause) {
    throw new XmlRefused('it is not UTF-8', { cause })
  }
}
