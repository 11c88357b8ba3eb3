import { KnownError } from './errors.ts'

// Digits on either side make it another number, such as an article's with its 13. A replacement number of the X-eCPR form has two
// letters, and is looked for only where it stands alone and begins with a day: identifiers of other kinds are made like it.
const PERSON_NUMBER =
  /(?<!\d)\d{6}-?\d{4}(?!\d)|(?<![\dA-Za-z])(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d-?[17][A-Z]{2}\d(?![\dA-Za-z])/

// A UUID, and a random id or a hash in hexadecimal: one in fifty of them has ten such digits by chance, and they are identifiers of our own.
const RANDOM = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{24,}/gi

/** Whether a text holds exactly ten digits in a row, or six and four with a hyphen between them, or an X-eCPR number, outside of UUIDs and hashes. */
export const holdsPersonNumber = (text: string): boolean =>
  PERSON_NUMBER.test(text.replace(RANDOM, ' '))

/** The text with each such number blanked. */
export const withoutPersonNumbers = (text: string): string =>
  text.replace(new RegExp(PERSON_NUMBER, 'g'), '[number]')

/** A number of a person's form stands where logs and caches keep it: in a URL, or written into the query. */
export class PersonNumberInRequest extends KnownError {
  readonly code = 'PERSON_NUMBER_IN_REQUEST'
  readonly kind = 'invalid'

  /** @param place such as `its URL` */
  constructor(place: string) {
    super(
      `Cannot execute request: ${place} holds ten digits in a row, or their like, which may be a person's number; send it as a variable in a POST`,
    )
  }
}
