/**
 * What a term of an entry stands for. Words of the name are lower case and carry no mark, so that no mark is ever a beginning
 * of a word.
 */
export const TERM_MARKS = {
  sorId: 'I',
  /** SOR id of a unit above it. */
  above: 'U',
  /** Of any address that counts for it. */
  postCode: 'P',
  municipality: 'K',
  /** The municipality that counts for it where groups ask, see `placeOf`. */
  served: 'M',
  type: 'T',
  speciality: 'S',
  /** Initials of its name, 3 or more. */
  initials: 'A',
  /** What a compound word of its name ends with. */
  head: 'H',
} as const

/** What is marked. */
export type MarkedTerm = keyof typeof TERM_MARKS

/** The term as an entry holds it. */
export const termOf = (kind: MarkedTerm, value: string): string => TERM_MARKS[kind] + value
