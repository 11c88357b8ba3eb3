import { KnownError } from '../../kit/errors.ts'

/** A new token or id card has less than a minute left: whatever it is sent to may find it ended. */
export class TokenEndsTooSoon extends KnownError {
  readonly code = 'TOKEN_ENDS_TOO_SOON'
  readonly kind = 'unavailable'

  constructor() {
    super('Cannot use token: it has less than a minute left')
  }
}

/** The STS failed, answered what is none of its answers, or could not be reached. */
export class TokenUnavailable extends KnownError {
  readonly code = 'TOKEN_UNAVAILABLE'
  readonly kind = 'unavailable'

  constructor(options: { readonly cause: unknown }) {
    super('Cannot exchange token: the STS does not answer as it should', options)
  }
}
