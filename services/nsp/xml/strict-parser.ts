import { SaxesParser, type SaxesTagNS } from 'saxes'
import { XmlRefused } from './errors.ts'

/** How much of a message is read. */
export interface XmlLimits {
  /** Of the whole message; of one subtree where a message is streamed. */
  readonly maxBytes: number
  readonly maxDepth: number
  /** Elements and attributes together; of one subtree where a message is streamed. {@link MAX_NODES} where it is absent. */
  readonly maxNodes?: number
  /** True where processing instructions are passed over: documents name a style sheet by one. None is ever followed. */
  readonly passesInstructions?: boolean
}

/** More elements and attributes than any message of the platform has; a tree of so many takes some 300 MB. */
export const MAX_NODES = 400_000

/**
 * More attributes and declarations than any element of the platform has: each is looked for among all before it, so that an element
 * with very many of them would take minutes.
 */
export const MAX_ATTRIBUTES = 256

/** What is told of a message as it is read. */
export interface XmlListener {
  onOpen(tag: SaxesTagNS): void
  /** Text, and what stands in CDATA sections. */
  onText?(text: string): void
  onClose?(): void
}

/** Takes a message in pieces. */
export type StrictParser = Pick<SaxesParser<{ xmlns: true }>, 'write' | 'close'>

/**
 * A parser that stops at what no message of the platform has: a document type, processing instructions, another version of XML
 * or another encoding than UTF-8, more levels than are read.
 *
 * @throws {XmlRefused} from `write` and `close`, naming the rule and never the content
 */
export function strictParser(limits: XmlLimits, listener: XmlListener): StrictParser {
  const { maxDepth, passesInstructions = false } = limits
  const parser = new SaxesParser<{ xmlns: true }>({ xmlns: true })
  let depth = 0
  let attributes = 0
  refuseForms(parser, passesInstructions)
  parser.on('opentagstart', () => {
    attributes = 0
    depth += 1
    if (depth > maxDepth) throw new XmlRefused(`it is deeper than ${maxDepth} levels`)
  })
  parser.on('attribute', () => {
    attributes += 1
    if (attributes > MAX_ATTRIBUTES)
      throw new XmlRefused(`an element has more than ${MAX_ATTRIBUTES} attributes`)
  })
  parser.on('opentag', (tag) => listener.onOpen(tag))
  parser.on('text', (text) => listener.onText?.(text))
  parser.on('cdata', (text) => listener.onText?.(text))
  parser.on('closetag', () => {
    depth -= 1
    listener.onClose?.()
  })
  return parser
}

function refuseForms(parser: SaxesParser<{ xmlns: true }>, passesInstructions: boolean): void {
  const refuse = (state: string) => () => {
    throw new XmlRefused(state)
  }
  parser.on('doctype', refuse('it has a document type declaration'))
  if (!passesInstructions)
    parser.on('processinginstruction', refuse('it has a processing instruction'))
  parser.on('xmldecl', ({ version, encoding }) => {
    if (version !== undefined && version !== '1.0') throw new XmlRefused('it is not XML 1.0')
    if (encoding !== undefined && !/^utf-?8$/i.test(encoding))
      throw new XmlRefused('it says that it is not UTF-8')
  })
  parser.on('error', (cause) => {
    throw new XmlRefused('it is not well-formed', { cause })
  })
}
