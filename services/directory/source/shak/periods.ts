import type { ShakFact } from '../../domain/statement/facts.ts'
import type { LocalDate } from '../../domain/time/local-date.ts'

interface Days {
  readonly validFrom: LocalDate
  readonly validTo: LocalDate | null
}

/**
 * Remembers the periods of every code of one file.
 *
 * @returns a function that takes a period in, or tells that one taken in before shares a day with it
 */
export function periodsOfCodes(): (fact: ShakFact) => boolean {
  const periods = new Map<string, Days[]>()
  return ({ code, validFrom, validTo }) => {
    const known = periods.get(code) ?? []
    const isNew = known.every((other) => !shareADay(other, { validFrom, validTo }))
    if (isNew) periods.set(code, [...known, { validFrom, validTo }])
    return isNew
  }
}

const shareADay = (one: Days, other: Days): boolean =>
  (one.validTo === null || one.validTo >= other.validFrom) &&
  (other.validTo === null || other.validTo >= one.validFrom)
