import { NS } from '../soap/namespaces.ts'
import { elementsOf } from '../xml/element.ts'
import type { XmlElement } from '../xml/parse.ts'
import { SignatureInvalid } from './errors.ts'

const NAMES: ReadonlySet<string> = new Set(['id', 'ID', 'Id'])

/**
 * The id by which a signature refers to an element: `id`, `ID`, `Id` or `wsu:Id`.
 *
 * @throws {SignatureInvalid} where there is none, or several
 */
export function idOf(element: XmlElement): string {
  const [id, ...more] = idsIn(element)
  if (id === undefined || more.length > 0)
    throw new SignatureInvalid('what is signed has not one id but none or several')
  return id
}

/**
 * Makes sure that ids are those of one element of the whole document each, whatever kind of id others bear.
 *
 * @throws {SignatureInvalid} where another element bears one of them too
 */
export function checkUnique(ids: ReadonlySet<string>, within: XmlElement): void {
  const root = within.ownerDocument?.documentElement ?? within
  const seen = new Set<string>()
  const visit = (element: XmlElement): void => {
    for (const id of idsOf(element)) {
      if (!ids.has(id)) continue
      if (seen.has(id)) throw new SignatureInvalid('an id that it names stands there several times')
      seen.add(id)
    }
    elementsOf(element).forEach(visit)
  }
  visit(root)
}

// Of its own: of those kinds of id that a signature of the platform may refer to.
const idsIn = (element: XmlElement): readonly string[] =>
  attributesOf(element).flatMap(({ localName, namespaceURI, value }) =>
    NAMES.has(localName ?? '') && (!namespaceURI || namespaceURI === NS.wsu) ? [value] : [],
  )

// Of any kind, whatever its namespace.
const idsOf = (element: XmlElement): readonly string[] =>
  attributesOf(element).flatMap(({ localName, name, value }) =>
    NAMES.has(localName ?? name) ? [value] : [],
  )

function attributesOf(element: XmlElement) {
  const found = []
  for (let index = 0; index < element.attributes.length; index += 1) {
    const attribute = element.attributes.item(index)
    if (attribute) found.push(attribute)
  }
  return found
}
