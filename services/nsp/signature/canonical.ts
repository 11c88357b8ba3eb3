import { ExclusiveCanonicalization } from 'xml-crypto'
import type { XmlElement } from '../xml/parse.ts'
import { xml } from '../xml/template.ts'

/** The library's own, but for two things in which it differs from the standard. */
class Canonicaliser extends ExclusiveCanonicalization {
  // By code unit, and not by a language's alphabet.
  override nsCompare(one: Prefixed, other: Prefixed): number {
    return one.prefix === other.prefix ? 0 : one.prefix < other.prefix ? -1 : 1
  }

  // No namespace, once said, holds for what stands below.
  override renderNs(...of: Parameters<ExclusiveCanonicalization['renderNs']>) {
    const { rendered, newDefaultNs } = super.renderNs(...of)
    return { rendered, newDefaultNs: newDefaultNs ?? '' }
  }
}

interface Prefixed {
  readonly prefix: string
}

// The library walks any tree of the DOM; its types name the one of browsers.
type LibraryNode = Parameters<ExclusiveCanonicalization['process']>[0]

/**
 * The bytes that are digested for an element: exclusive canonical XML without comments.
 *
 * @see https://www.w3.org/TR/xml-exc-c14n/
 */
export const canonical = (element: XmlElement): string =>
  new Canonicaliser().process(element as unknown as LibraryNode, {})

/** The same for an element without one of its children. */
export function canonicalWithout(element: XmlElement, left: XmlElement): string {
  const copy = element.cloneNode(true) as XmlElement
  const inCopy = copy.childNodes.item([...element.childNodes].indexOf(left))
  if (inCopy) copy.removeChild(inCopy)
  return canonical(copy)
}

/**
 * The same for the token that a security token reference stands for: the first element says what its default namespace is, were
 * it none.
 *
 * @see WS-Security 1.1, 8.3, STR Dereference Transform
 */
export function canonicalToken(token: XmlElement): string {
  const text = canonical(token)
  const tag = text.slice(0, text.indexOf('>'))
  if (/ xmlns="/.test(tag)) return text
  const around = token.lookupNamespaceURI('') ?? ''
  return text.replace(/^<[^ >]+/, (name) => `${name}${xml` xmlns="${around}"`}`)
}
