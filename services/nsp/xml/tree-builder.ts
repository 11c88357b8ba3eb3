import { DOMImplementation, type Document, type Element } from '@xmldom/xmldom'
import type { SaxesTagNS } from 'saxes'
import { XmlRefused } from './errors.ts'
import { MAX_NODES, type XmlLimits } from './strict-parser.ts'

const implementation = new DOMImplementation()

/** Builds one element of what a parser tells. */
export class TreeBuilder {
  readonly #limits: XmlLimits
  readonly #document: Document = implementation.createDocument(null, '')
  readonly #open: Element[] = []
  readonly #whole: string
  #nodes = 0
  #size = 0

  /** @param whole what is built, as a refusal names it */
  constructor(limits: XmlLimits, whole = 'a part of it') {
    this.#limits = limits
    this.#whole = whole
  }

  /** What holds the element; it has no root before one begins. */
  get document(): Document {
    return this.#document
  }

  /** An element begins. @throws {XmlRefused} where the whole grows too large, or a name is none of XML */
  open(tag: SaxesTagNS): void {
    const element = this.#made(tag)
    ;(this.#open.at(-1) ?? this.#document).appendChild(element)
    this.#open.push(element)
  }

  /** Text comes. @throws {XmlRefused} where the whole grows too large */
  text(text: string): void {
    this.#count(0, text.length)
    this.#open.at(-1)?.appendChild(this.#document.createTextNode(text))
  }

  /** An element ends; returns it where it is the whole, and null else. */
  close(): Element | null {
    const closed = this.#open.pop()
    return closed && this.#open.length === 0 ? closed : null
  }

  #made({ name, uri, attributes }: SaxesTagNS): Element {
    let element: Element
    try {
      element = this.#document.createElementNS(uri || null, name)
      for (const { name: own, uri: ns, value } of Object.values(attributes)) {
        element.setAttributeNS(ns || null, own, value)
        this.#count(1, own.length + value.length)
      }
    } catch (cause) {
      if (cause instanceof XmlRefused) throw cause
      throw new XmlRefused('it is not well-formed', { cause })
    }
    this.#count(1, name.length)
    return element
  }

  #count(nodes: number, size: number): void {
    const { maxNodes = MAX_NODES, maxBytes } = this.#limits
    this.#nodes += nodes
    this.#size += size
    if (this.#nodes > maxNodes)
      throw new XmlRefused(`${this.#whole} has more than ${maxNodes} nodes`)
    if (this.#size > maxBytes)
      throw new XmlRefused(`${this.#whole} is larger than ${maxBytes} bytes`)
  }
}
