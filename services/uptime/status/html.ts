/** Text that stands in a page as it is: everything from outside in it has been escaped. */
class Written {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  toString(): string {
    return this.#text
  }
}

/** A piece of HTML or XML, made by {@link html} and by nothing else. */
export type Markup = Written

/** What may stand in a template: texts are escaped, pieces stand as they are, null is nothing. */
export type Insert = string | number | Markup | null | readonly Insert[]

/**
 * Writes a piece of a page.
 *
 * @example html`<p title="${title}">${text}</p>`
 */
export function html(parts: TemplateStringsArray, ...inserts: readonly Insert[]): Markup {
  const written = parts.map((part, index) =>
    index === 0 ? part : insert(inserts[index - 1]) + part,
  )
  return new Written(written.join(''))
}

function insert(value: Insert | undefined): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Written) return value.toString()
  if (typeof value === 'string' || typeof value === 'number') return escaped(String(value))
  return value.map(insert).join('')
}

const ENTITIES: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' },
}

// XML has no place for most control characters, escaped or not.
const escaped = (text: string): string =>
  text
    .replace(/[^\P{Cc}\t\n\r]|[\p{Cs}\ufffe\uffff]/gu, '\ufffd')
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
