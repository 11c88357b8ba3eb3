import { KnownError } from '../../kit/errors.ts'

/** A month that is none, or has not begun. */
export class MonthInvalid extends KnownError {
  readonly code = 'MONTH_INVALID'
  readonly kind = 'invalid'

  constructor(month: string, state: string) {
    super(`Cannot report on month "${month.slice(0, 20)}": ${state}`)
  }
}
