import type { XmlName } from './element.ts'
import { XmlRefused } from './errors.ts'
import { XML_LIMITS, type XmlElement } from './parse.ts'
import { type StrictParser, strictParser, type XmlLimits } from './strict-parser.ts'
import { TreeBuilder } from './tree-builder.ts'

/** What is wanted of an answer that is too large to be held. */
export interface StreamWish {
  /** Elements to be given; one that stands inside of another wanted one comes with that. */
  readonly names: readonly XmlName[]
  /** Of each of them, and of the text between; the depth is that of the whole. */
  readonly limits?: XmlLimits
}

/**
 * Reads a message as it comes and gives each wanted element as soon as it has ended, so that no more than one of them is held.
 * As strict as `parseXml`.
 *
 * @param source bytes of UTF-8
 * @throws {XmlRefused} naming the rule, never the content; elements that stood before it have been given by then
 */
export async function* elementsIn(
  source: AsyncIterable<Uint8Array>,
  wish: StreamWish,
): AsyncGenerator<XmlElement, void, undefined> {
  const reader = new Reader(wish)
  for await (const bytes of source) yield* reader.read(bytes)
  yield* reader.end()
}

class Reader {
  readonly #decoder = new TextDecoder('utf-8', { fatal: true })
  readonly #parser: StrictParser
  readonly #limits: XmlLimits
  #tree: TreeBuilder | null = null
  #ready: XmlElement[] = []
  /** Characters read since the last tag: text that is held. */
  #pending = 0

  constructor({ names, limits = XML_LIMITS }: StreamWish) {
    this.#limits = limits
    this.#parser = strictParser(limits, {
      onOpen: (tag) => {
        this.#pending = 0
        const isWanted = names.some(({ ns, name }) => tag.local === name && tag.uri === (ns ?? ''))
        if (isWanted) this.#tree ??= new TreeBuilder(limits)
        this.#tree?.open(tag)
      },
      onText: (text) => this.#tree?.text(text),
      onClose: () => this.#close(),
    })
  }

  read(bytes: Uint8Array): readonly XmlElement[] {
    const text = this.#decoded(bytes)
    this.#pending += text.length
    this.#parser.write(text)
    if (this.#pending > this.#limits.maxBytes)
      throw new XmlRefused(`a part of it is larger than ${this.#limits.maxBytes} bytes`)
    return this.#taken()
  }

  end(): readonly XmlElement[] {
    this.#decoded(null)
    this.#parser.close()
    return this.#taken()
  }

  #close(): void {
    this.#pending = 0
    const done = this.#tree?.close()
    if (!done) return
    this.#ready.push(done)
    this.#tree = null
  }

  #taken(): readonly XmlElement[] {
    const ready = this.#ready
    this.#ready = []
    return ready
  }

  #decoded(bytes: Uint8Array | null): string {
    try {
      return bytes ? this.#decoder.decode(bytes, { stream: true }) : this.#decoder.decode()
    } catch (cause) {
      throw new XmlRefused('it is not UTF-8', { cause })
    }
  }
}
