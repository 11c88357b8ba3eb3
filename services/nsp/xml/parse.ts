import { DOMParser, type Document, type Element, onErrorStopParsing } from '@xmldom/xmldom'
import { XmlRefused } from './errors.ts'
import { MAX_NODES, strictParser, type XmlLimits } from './strict-parser.ts'

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
  const whole = decoded(text)
  checkForm(whole, limits)
  try {
    return new DOMParser({ onError: onErrorStopParsing, normalizeLineEndings }).parseFromString(
      whole,
      'text/xml',
    )
  } catch (cause) {
    throw new XmlRefused('it is not well-formed', { cause })
  }
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

// As XML 1.0 has them; the library's own way is that of XML 1.1, which changes characters that were signed.
const normalizeLineEndings = (text: string): string => text.replace(/\r\n?/g, '\n')

function decoded(text: string | Buffer): string {
  if (typeof text === 'string') return text
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(text)
  } catch (cause) {
    throw new XmlRefused('it is not UTF-8', { cause })
  }
}

// A streaming pass before the tree is built: what is refused costs no memory, and nothing in it is expanded.
function checkForm(text: string, limits: XmlLimits): void {
  const { maxNodes = MAX_NODES } = limits
  let nodes = 0
  const parser = strictParser(limits, {
    onOpen: ({ attributes }) => {
      nodes += 1
      for (const _ in attributes) nodes += 1
      if (nodes > maxNodes) throw new XmlRefused(`it has more than ${maxNodes} nodes`)
    },
  })
  parser.write(text)
  parser.close()
}
