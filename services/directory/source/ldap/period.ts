import { endOrOpen, type LocalDate } from '../../domain/time/local-date.ts'
import { registerDate } from '../csv/register-date.ts'
import type { MappedEntry } from './mapped-entry.ts'

/** The days for which an entry speaks, both inclusive; null where it says none. */
export interface Period {
  readonly validFrom: LocalDate | null
  readonly validTo: LocalDate | null
}

/** Why the days of an entry cannot be taken. */
export interface WrongPeriod {
  readonly rule: 'DATE_INVALID' | 'DATES_REVERSED'
  readonly value: string
}

/** Reads days as registers write them, and as LDAP's generalized time. */
export function periodOf(entry: MappedEntry): Period | WrongPeriod {
  const [from, to] = [entry.text('validFrom'), entry.text('validTo')]
  try {
    const validFrom = from === null ? null : dayIn(from)
    const validTo = endOrOpen(to === null ? null : dayIn(to))
    const isReversed = validFrom !== null && validTo !== null && validFrom > validTo
    return isReversed ? { rule: 'DATES_REVERSED', value: `${from}/${to}` } : { validFrom, validTo }
  } catch (error) {
    if (error instanceof RangeError) return { rule: 'DATE_INVALID', value: `${from}/${to}` }
    throw error
  }
}

const dayIn = (text: string): LocalDate =>
  registerDate(/^\d{14}/.test(text) ? text.slice(0, 8) : text)
