/**
 * Letters that Danes write with two: `Ålborg` and `Aalborg` are one name. Their Swedish, German, Faroese and Icelandic kin
 * go with them. The SQL function `fold_text` holds the same pairs.
 */
export const FOLDED_LETTERS: readonly (readonly [string, string])[] = [
  ...pairs('æÆäÄ', 'ae'),
  ...pairs('øØöÖœŒ', 'oe'),
  ...pairs('åÅ', 'aa'),
  ...pairs('þÞ', 'th'),
  ...pairs('ðÐ', 'd'),
  ...pairs('ł', 'l'),
  ...pairs('ß', 'ss'),
]

function pairs(letters: string, folded: string): readonly (readonly [string, string])[] {
  return [...letters].map((letter) => [letter, folded] as const)
}

const FOLDS: ReadonlyMap<string, string> = new Map(FOLDED_LETTERS)

/**
 * Brings a text to the form in which it is searched: lower-case letters a to z and digits, words parted by one space.
 * Accents go, apostrophes join (`Josefs` is `Josef's`), everything else parts.
 *
 * @returns empty where the text has no letter and no digit
 */
export function foldText(text: string): string {
  const joined = text.normalize('NFC').replace(/['’´`]/g, '')
  const spelled = joined.replace(/[^ -~]/g, (letter) => FOLDS.get(letter) ?? letter)
  return spelled
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase())
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
}
