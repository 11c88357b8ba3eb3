/** A JSON object that nothing is known of yet. */
export type Json = Readonly<Record<string, unknown>>

/** @returns the value as an object; an empty one where it is none */
export const objectIn = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {}

/** @returns the objects of a list; none where the value is no list */
export const objectsIn = (value: unknown): readonly Json[] =>
  Array.isArray(value) ? value.map(objectIn) : []

/** @returns the text without space around it; null where the value is no text or an empty one */
export function textIn(value: unknown): string | null {
  const text = typeof value === 'string' ? value.trim() : ''
  return text === '' ? null : text
}

/** @returns the texts of a list; none where the value is no list */
export const textsIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.flatMap((one) => textIn(one) ?? []) : []
