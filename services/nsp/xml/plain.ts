import type { Document } from '@xmldom/xmldom'
import { Namespaces } from './namespaces.ts'
import { MAX_ATTRIBUTES, type XmlLimits } from './strict-parser.ts'
import { type TagAttribute, TreeBuilder } from './tree-builder.ts'

/**
 * Reads a message that has nothing but elements, attributes, text and the five entities of XML, all names in ASCII, as nearly every
 * message of the platform is: several times as fast as a parser that knows all of XML. It refuses nothing; whatever it does not know for
 * sure to be well-formed is left to that parser.
 *
 * @returns null for a message that is not so plain, or not well-formed
 * @throws {XmlRefused} where it has more nodes than are read
 */
export function plainDocument(text: string, limits: XmlLimits): Document | null {
  if (UNUSUAL.test(text)) return null
  const reader = new PlainReader(text, limits)
  return reader.read() ? reader.document : null
}

// Characters that XML does not have or that stand in pairs, and carriage returns, which XML changes.
const UNUSUAL = /[^\t\n -\ud7ff\ue000-\ufffd]/

const NAME = '[A-Za-z_][\\w.-]*(?::[A-Za-z_][\\w.-]*)?'
const PROLOGUE = /(?:<\?xml version="1\.0"(?: encoding="(?:UTF|utf)-8")? ?\?>)?[ \t\n]*/y
const OPEN = new RegExp(`<(${NAME})`, 'y')
const ATTRIBUTE = new RegExp(
  `[ \\t\\n]+(${NAME})[ \\t\\n]*=[ \\t\\n]*(?:"([^"<]*)"|'([^'<]*)')`,
  'y',
)
const OPENED = /[ \t\n]*(\/?)>/y
const CLOSE = new RegExp(`</(${NAME})[ \\t\\n]*>`, 'y')
const EPILOGUE = /[ \t\n]*$/y

class PlainReader {
  readonly #text: string
  readonly #maxDepth: number
  readonly #tree: TreeBuilder
  readonly #namespaces = new Namespaces()
  readonly #open: string[] = []
  #at = 0

  constructor(text: string, limits: XmlLimits) {
    this.#text = text
    this.#maxDepth = limits.maxDepth
    this.#tree = new TreeBuilder(limits, 'it')
  }

  get document(): Document {
    return this.#tree.document
  }

  /** @returns whether all of it is plain */
  read(): boolean {
    this.#next(PROLOGUE)
    if (!this.#readTag()) return false
    while (this.#open.length > 0) {
      if (!this.#readText()) return false
      const isEnd = this.#text[this.#at + 1] === '/'
      if (!(isEnd ? this.#readEnd() : this.#readTag())) return false
    }
    return this.#next(EPILOGUE) !== null
  }

  #readTag(): boolean {
    const [, name] = this.#next(OPEN) ?? []
    if (name === undefined || this.#open.length >= this.#maxDepth) return false
    const attributes = this.#attributes()
    const [, slash] = (attributes && this.#next(OPENED)) ?? []
    if (!attributes || slash === undefined) return false
    const tag = this.#namespaces.opened(name, attributes)
    if (!tag) return false
    this.#tree.open(tag)
    this.#open.push(name)
    if (slash) this.#close()
    return true
  }

  #attributes(): TagAttribute[] | null {
    const found: TagAttribute[] = []
    for (;;) {
      const match = this.#next(ATTRIBUTE)
      if (!match) return found
      if (found.length >= MAX_ATTRIBUTES) return null
      const [, name = '', quoted, apostrophed = ''] = match
      const value = expanded((quoted ?? apostrophed).replace(/[\t\n]/g, ' '))
      if (value === null) return null
      found.push({ name, uri: '', value })
    }
  }

  #readText(): boolean {
    const end = this.#text.indexOf('<', this.#at)
    if (end === -1) return false
    if (end === this.#at) return true
    const raw = this.#text.slice(this.#at, end)
    const text = raw.includes(']]>') ? null : expanded(raw)
    if (text === null) return false
    this.#tree.text(text)
    this.#at = end
    return true
  }

  #readEnd(): boolean {
    const [, name] = this.#next(CLOSE) ?? []
    if (name === undefined || name !== this.#open.at(-1)) return false
    this.#close()
    return true
  }

  #close(): void {
    this.#open.pop()
    this.#namespaces.closed()
    this.#tree.close()
  }

  #next(form: RegExp): RegExpExecArray | null {
    form.lastIndex = this.#at
    const match = form.exec(this.#text)
    if (match) this.#at = form.lastIndex
    return match
  }
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ...([['&amp;', '&'] as const, ['&lt;', '<'], ['&gt;', '>']] as const),
  ...([['&quot;', '"'] as const, ['&apos;', "'"]] as const),
])

/** @returns null where a reference is none of the five */
function expanded(text: string): string | null {
  if (!text.includes('&')) return text
  let isPlain = true
  const whole = text.replace(/&(?:\w+;)?/g, (reference) => {
    const character = ENTITIES.get(reference)
    isPlain &&= character !== undefined
    return character ?? ''
  })
  return isPlain ? whole : null
}
