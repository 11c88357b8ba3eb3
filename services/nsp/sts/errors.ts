import { KnownError } from '../../kit/errors.ts'

/** A new token or id card has less than a minute left: whatever it is sent to may find it ended. */
export class TokenEndsTooSoon extends KnownError {
  readonly code = 'TOKEN_ENDS_TOO_SOON'
  readonly kind = 'unavailable'

  constructor() {
    super('Cannot use token: it has less than a minute left')
  }
}
