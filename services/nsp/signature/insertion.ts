import { SaxesParser } from 'saxes'
import { XmlRefused } from '../xml/errors.ts'
import type { XmlElement } from '../xml/parse.ts'
import { XmlText } from '../xml/template.ts'

/** Where something is put into a text of XML, by local names from the root on. */
export type Place = { readonly lastIn: readonly string[] } | { readonly after: readonly string[] }

/**
 * Puts an element into a text that stays as it was everywhere else, so that what was digested is what is sent.
 *
 * @throws {XmlRefused} where the place is not there
 */
export function inserted(text: string, element: XmlText, place: Place): XmlText {
  const index = indexOf(text, place)
  if (index === null) throw new XmlRefused('the place of a signature is not there')
  return XmlText.of(text.slice(0, index) + element.toString() + text.slice(index))
}

/**
 * As {@link inserted}, as the last in an element that has been read from the text. The text is not read again where it has one end of such a
 * name alone, which then is the element's.
 *
 * @throws {XmlRefused} where the place is not there
 */
export function insertedLastIn(
  text: string,
  added: XmlText,
  { element, path }: { readonly element: XmlElement; readonly path: readonly string[] },
): XmlText {
  const ends = [...text.matchAll(END_TAG)].filter(([, name]) => name === element.tagName)
  const [end, ...more] = ends
  if (!end || more.length > 0 || !element.firstChild) return inserted(text, added, { lastIn: path })
  return XmlText.of(text.slice(0, end.index) + added.toString() + text.slice(end.index))
}

// What stands in comments and CDATA sections is found too, and then there are several.
const END_TAG = /<\/([^\s>]+)\s*>/g

function indexOf(text: string, place: Place): number | null {
  const isLast = 'lastIn' in place
  const wanted = (isLast ? place.lastIn : place.after).join('/')
  const path: string[] = []
  let found: number | null = null
  const parser = new SaxesParser({ xmlns: true })
  parser.on('opentag', ({ local }) => path.push(local))
  parser.on('closetag', ({ isSelfClosing }) => {
    if (found === null && path.join('/') === wanted && !(isLast && isSelfClosing))
      found = isLast ? text.lastIndexOf('</', parser.position - 1) : parser.position
    path.pop()
  })
  parser.on('error', (cause) => {
    throw new XmlRefused('it is not well-formed', { cause })
  })
  parser.write(text).close()
  return found
}
