import type { RejectionRule } from '../../domain/statement/facts.ts'
import { endOrOpen, type LocalDate } from '../../domain/time/local-date.ts'
import { dayOrNull } from './days.ts'
import type { StatusDraft } from './draft.ts'

/** The days of a SorStatus; `broken` names the first rule that they break. */
export type Validity =
  | {
      readonly broken: null
      readonly validFrom: LocalDate | null
      readonly validTo: LocalDate | null
      readonly firstFrom: LocalDate | null
    }
  | { readonly broken: RejectionRule & ('DATE_INVALID' | 'DATES_REVERSED'); readonly value: string }

/** Reads the days of a SorStatus. */
export function validityOf(status: StatusDraft): Validity {
  const [from, to, first] = [status.from, status.to, status.first]
  for (const text of [from, to, first]) {
    if (text !== null && dayOrNull(text) === null) return { broken: 'DATE_INVALID', value: text }
  }
  const validFrom = from === null ? null : dayOrNull(from)
  const validTo = endOrOpen(to === null ? null : dayOrNull(to))
  if (validFrom !== null && validTo !== null && validFrom > validTo) {
    return { broken: 'DATES_REVERSED', value: `${validFrom}/${validTo}` }
  }
  return { broken: null, validFrom, validTo, firstFrom: first === null ? null : dayOrNull(first) }
}
