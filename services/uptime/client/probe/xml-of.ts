import { SaxesParser } from 'saxes'

/** Expanded name of an element, as `{namespace}name`. */
export type ElementName = string

/**
 * Reads the elements of a document in the order in which they begin; a document type is refused, and with it every entity.
 *
 * @returns names, with the value of each element's `name` attribute; null where the text is no XML
 */
export function elementsOf(
  text: string,
): readonly { readonly element: ElementName; readonly name: string | null }[] | null {
  const elements: { element: ElementName; name: string | null }[] = []
  const parser = new SaxesParser({ xmlns: true })
  parser.on('doctype', () => parser.fail('a document type is not read'))
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ uri, local, attributes }) => {
    elements.push({ element: `{${uri}}${local}`, name: attributes.name?.value ?? null })
  })
  try {
    parser.write(text).close()
  } catch {
    return null
  }
  return elements
}
