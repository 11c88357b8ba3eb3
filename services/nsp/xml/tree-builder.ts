import { DOMImplementation, type Document } from '@xmldom/xmldom'
import type { SaxesTagNS } from 'saxes'
import { XmlRefused } from './errors.ts'
import type { XmlElement } from './parse.ts'
import { MAX_NODES, type XmlLimits } from './strict-parser.ts'

const implementation = new DOMImplementation()

/** Builds one element of what a parser tells. */
export class TreeBuilder {
  readonly #limits: XmlLimits
  readonly #document: Document = implementation.createDocument(null, '')
  readonly #open: XmlElement[] = []
  #nodes = 0
  #size = 0

  constructor(limits: XmlLimits) {
    this.#limits = limits
  }

  /** An element begins. @throws {XmlRefused} where the whole grows too large */
  open({ name, uri, attributes }: SaxesTagNS): void {
    const element = this.#document.createElementNS(uri || null, name)
    for (const { name: own, uri: ns, value } of Object.values(attributes)) {
      element.setAttributeNS(ns || null, own, value)
      this.#count(1, own.length + value.length)
    }
    this.#count(1, name.length)
    ;(this.#open.at(-1) ?? this.#document).appendChild(element)
    this.#open.push(element)
  }

  /** Text comes. @throws {XmlRefused} where the whole grows too large */
  text(text: string): void {
    this.#count(0, text.length)
    this.#open.at(-1)?.appendChild(this.#document.createTextNode(text))
  }

  /** An element ends; returns it where it is the whole, and null else. */
  close(): XmlElement | null {
    const closed = this.#open.pop()
    return closed && this.#open.length === 0 ? closed : null
  }

  #count(nodes: number, size: number): void {
    const { maxNodes = MAX_NODES, maxBytes } = this.#limits
    this.#nodes += nodes
    this.#size += size
    if (this.#nodes > maxNodes) throw new XmlRefused(`a part of it has more than ${maxNodes} nodes`)
    if (this.#size > maxBytes) throw new XmlRefused(`a part of it is larger than ${maxBytes} bytes`)
  }
}
