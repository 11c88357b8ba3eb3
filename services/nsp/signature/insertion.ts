import { SaxesParser } from 'saxes'
import { XmlRefused } from '../xml/errors.ts'
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
