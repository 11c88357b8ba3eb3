/** Values as the server compares them: without regard to case, or exactly. */
export type Comparison = 'exact' | 'any-case'

/** @returns the texts, without those that are empty and those that the server would take for the same */
export function valuesOf(
  texts: readonly (string | null | undefined)[],
  comparison: Comparison = 'exact',
): readonly string[] {
  const found = new Map<string, string>()
  for (const text of texts) {
    const prepared = text?.normalize('NFKC').replace(/\s+/g, ' ').trim()
    if (!text || !prepared) continue
    const key = comparison === 'exact' ? prepared : prepared.toLowerCase()
    if (!found.has(key)) found.set(key, text)
  }
  return [...found.values()]
}

/** @returns the text where it is one that an IA5 string can hold, such as an e-mail address; else nothing */
export const asciiOf = (text: string | null | undefined): readonly string[] =>
  valuesOf([text]).filter((value) => /^[\x20-\x7e]+$/.test(value))

/** @returns the text where it is one that a telephone number can be, else nothing */
export const phoneOf = (text: string | null | undefined): readonly string[] =>
  valuesOf([text]).filter((value) => /^[A-Za-z0-9'()+,\-./:? ]+$/.test(value))

export const truthOf = (value: boolean): readonly string[] => [value ? 'TRUE' : 'FALSE']
