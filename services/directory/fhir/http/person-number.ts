import { PersonNumberRefused } from '../../errors/fhir.ts'
import type { RawQuery } from '../search/raw-query.ts'

// Not within a longer number or a UUID.
const TEN_DIGITS =
  /(?<![0-9a-z])\d{10}(?![0-9a-z])|(?<![0-9a-z-])\d{6}[-\s]\d{4}(?![0-9a-z]|-[0-9a-z])/i

/**
 * Refuses ten digits that stand alone, as such or as six and four: whoever they name, the directory looks nobody up by them.
 *
 * @param where what the message may name
 */
export function refusePersonNumber(where: string, text: string): void {
  if (TEN_DIGITS.test(text)) throw new PersonNumberRefused(where)
}

/** The same of every name and value of a query. */
export function refusePersonNumbers(query: RawQuery): void {
  for (const [name, value] of query) {
    refusePersonNumber('the name of a parameter', name)
    refusePersonNumber(`parameter "${name.slice(0, 100)}"`, value)
  }
}
