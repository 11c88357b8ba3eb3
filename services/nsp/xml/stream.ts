import type { SaxesTagNS } from 'saxes'
import type { XmlName } from './element.ts'
import { XmlRefused } from './errors.ts'
import { XML_LIMITS, type XmlElement } from './parse.ts'
import { type StrictParser, strictParser, type XmlLimits } from './strict-parser.ts'
import { TreeBuilder } from './tree-builder.ts'

/** What is wanted of an answer that may be too large to be held. */
export interface StreamWish {
  /** What the wanted elements stand in, right below. */
  readonly parent: XmlName
  readonly name: XmlName
  /** Is handed each of them as soon as it has ended. */
  take(element: XmlElement): void
}

/**
 * Reads a message as it comes. Each wanted element is handed over and let go, so that no more is held than one of them and what else
 * there is. As strict as `parseXml`.
 *
 * @param source bytes of UTF-8
 * @param limits of each wanted element, and of all else together
 * @returns the root, without the wanted elements
 * @throws {XmlRefused} naming the rule, never the content; elements that stood before it have been handed over by then
 */
export async function restOf(
  source: AsyncIterable<Uint8Array>,
  wish: StreamWish,
  limits: XmlLimits = XML_LIMITS,
): Promise<XmlElement> {
  const reader = new Reader(wish, limits)
  for await (const bytes of source) reader.read(bytes)
  return reader.end()
}

class Reader {
  readonly #decoder = new TextDecoder('utf-8', { fatal: true })
  readonly #parser: StrictParser
  readonly #limits: XmlLimits
  readonly #wish: StreamWish
  readonly #rest: TreeBuilder
  /** The elements of the rest that are open. */
  readonly #open: SaxesTagNS[] = []
  #wanted: TreeBuilder | null = null
  /** Characters read since the last tag: text that is held. */
  #pending = 0

  constructor(wish: StreamWish, limits: XmlLimits) {
    this.#wish = wish
    this.#limits = limits
    this.#rest = new TreeBuilder(limits, 'it')
    this.#parser = strictParser(limits, {
      onOpen: (tag) => this.#begin(tag),
      onText: (text) => (this.#wanted ?? this.#rest).text(text),
      onClose: () => this.#end(),
    })
  }

  read(bytes: Uint8Array): void {
    const text = this.#decoded(bytes)
    this.#pending += text.length
    this.#parser.write(text)
    if (this.#pending > this.#limits.maxBytes)
      throw new XmlRefused(`a part of it is larger than ${this.#limits.maxBytes} bytes`)
  }

  end(): XmlElement {
    this.#decoded(null)
    this.#parser.close()
    const root = this.#rest.document.documentElement
    if (!root) throw new XmlRefused('it has no root element')
    return root
  }

  #begin(tag: SaxesTagNS): void {
    this.#pending = 0
    const { parent, name } = this.#wish
    const above = this.#open.at(-1)
    if (this.#wanted === null && above && isTag(above, parent) && isTag(tag, name)) {
      this.#wanted = new TreeBuilder(this.#limits)
    }
    if (this.#wanted === null) this.#open.push(tag)
    const tree = this.#wanted ?? this.#rest
    tree.open(tag)
  }

  #end(): void {
    this.#pending = 0
    if (this.#wanted === null) {
      this.#open.pop()
      this.#rest.close()
      return
    }
    const done = this.#wanted.close()
    if (!done) return
    this.#wanted = null
    this.#wish.take(done)
  }

  #decoded(bytes: Uint8Array | null): string {
    try {
      return bytes ? this.#decoder.decode(bytes, { stream: true }) : this.#decoder.decode()
    } catch (cause) {
      throw new XmlRefused('it is not UTF-8', { cause })
    }
  }
}

const isTag = ({ local, uri }: SaxesTagNS, { ns, name }: XmlName): boolean =>
  local === name && uri === (ns ?? '')
