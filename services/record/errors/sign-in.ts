import { KnownError } from '../../kit/errors.ts'

/** A sign-in that is good in itself could not be turned into what the platform takes. */
export class SignInNotExchanged extends KnownError {
  readonly code = 'SIGN_IN_NOT_EXCHANGED'
  readonly kind = 'unavailable'

  /** @param state what happened, in our own words, without anything of an answer */
  constructor(state: string, options: { readonly cause?: unknown } = {}) {
    super(`Cannot exchange sign-in: ${state}`, options)
  }
}
