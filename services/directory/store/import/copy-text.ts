/** A null in PostgreSQL's COPY text format. */
export const NULL_FIELD = '\\N'

const SPECIAL = /[\\\t\n\r]/
const SPECIAL_ALL = /[\\\t\n\r]/g
const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
}

/** What PostgreSQL can hold: no NUL, no half of a surrogate pair. */
export function storable(text: string): string {
  const whole = text.isWellFormed() ? text : text.toWellFormed()
  return whole.includes('\0') ? whole.replaceAll('\0', '') : whole
}

/** One text field of a COPY line. */
export const textField = (text: string | null): string =>
  text === null ? NULL_FIELD : escaped(storable(text))

/** One boolean field of a COPY line. */
export function booleanField(value: boolean | null): string {
  if (value === null) return NULL_FIELD
  return value ? 't' : 'f'
}

/** One `text[]` field of a COPY line. */
export function arrayField(values: readonly string[]): string {
  if (values.length === 0) return '{}'
  const quoted = values.map((value) => `"${storable(value).replace(/["\\]/g, '\\$&')}"`)
  return escaped(`{${quoted.join(',')}}`)
}

/** One `jsonb` field of a COPY line; strings in it are made storable, keys keep the order given. */
export function jsonField(value: Readonly<Record<string, unknown>> | readonly unknown[] | null) {
  return value === null ? NULL_FIELD : escaped(JSON.stringify(value, storableValue))
}

const storableValue = (_key: string, value: unknown): unknown =>
  typeof value === 'string' ? storable(value) : value

const escaped = (text: string): string =>
  SPECIAL.test(text)
    ? text.replace(SPECIAL_ALL, (character) => ESCAPES[character] ?? character)
    : text
