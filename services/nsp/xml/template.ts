/** Text that is XML already, and is written as it is. */
export class XmlText {
  readonly #text: string

  private constructor(text: string) {
    this.#text = text
  }

  /** Takes text for XML without looking at it; for what a serialiser has written. */
  static of(text: string): XmlText {
    return new XmlText(text)
  }

  toString(): string {
    return this.#text
  }
}

/** What may stand in a template: text is escaped, XML is not, null and undefined are nothing. */
export type XmlValue = string | number | boolean | XmlText | null | undefined | readonly XmlValue[]

/**
 * Writes XML: xml`<a b="${text}">${more}</a>`. Values are escaped for element content and for attributes in double quotes.
 *
 * Space between the tags is written as it stands, so that what is signed is what is sent.
 */
export const xml = (strings: TemplateStringsArray, ...values: readonly XmlValue[]): XmlText =>
  XmlText.of(strings.map((text, index) => text + written(values[index])).join(''))

function written(value: XmlValue): string {
  if (value === null || value === undefined) return ''
  if (value instanceof XmlText) return value.toString()
  if (Array.isArray(value)) return value.map(written).join('')
  return escaped(String(value))
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
}

// Characters that XML 1.0 has no way to write are left out: a message with one of them would be refused whole.
const escaped = (text: string): string =>
  text
    .replace(/[&<>"\t\n\r]/g, (character) => ESCAPES[character] ?? character)
    .replace(/[^\t\n\r -\ufffd]/g, '')
