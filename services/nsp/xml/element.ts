import type { Element } from '@xmldom/xmldom'
import { XmlRefused } from './errors.ts'

/** A name in a namespace; null for none. */
export interface XmlName {
  readonly ns: string | null
  readonly name: string
}

/** Names in one namespace: `const soap = namesIn('…'); soap('Body')`. */
export const namesIn =
  (ns: string | null) =>
  (name: string): XmlName => ({ ns, name })

/** Whether an element bears a name. */
export const isNamed = (element: Element, { ns, name }: XmlName): boolean =>
  element.localName === name && (element.namespaceURI ?? null) === ns

/** The elements right below, in the order written. */
export function elementsOf(parent: Element): readonly Element[] {
  const found: Element[] = []
  for (let node = parent.firstChild; node; node = node.nextSibling) {
    if (node.nodeType === node.ELEMENT_NODE) found.push(node as Element)
  }
  return found
}

/** The elements of a name right below, in the order written. */
export const children = (parent: Element, name: XmlName): readonly Element[] =>
  elementsOf(parent).filter((element) => isNamed(element, name))

/**
 * The one element of a name right below; null where there is none.
 *
 * @throws {XmlRefused} where there are several: which of them is meant is never guessed
 */
export function child(parent: Element, name: XmlName): Element | null {
  const found = children(parent, name)
  if (found.length > 1) throw new XmlRefused(`${name.name} stands there ${found.length} times`)
  return found[0] ?? null
}

/**
 * The element at the end of a path of names, each right below the one before; null where the path ends early.
 *
 * @throws {XmlRefused} where a name of the path stands there several times
 */
export function at(parent: Element, ...path: readonly XmlName[]): Element | null {
  return path.reduce<Element | null>((here, name) => here && child(here, name), parent)
}

/**
 * As {@link at}, for what the standard demands.
 *
 * @throws {XmlRefused} where it is not there
 */
export function needed(parent: Element, ...path: readonly XmlName[]): Element {
  const found = at(parent, ...path)
  if (found) return found
  throw new XmlRefused(`${path.map(({ name }) => name).join('/')} is missing`)
}

/** The text of an element without the space around it; null for no element, and for an empty one. */
export const textOf = (element: Element | null): string | null =>
  element?.textContent?.trim() || null

/** An attribute without namespace; null where it is absent. */
export const attribute = (element: Element | null, name: string): string | null =>
  element?.getAttributeNode(name)?.value ?? null
