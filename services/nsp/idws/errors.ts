import { KnownError } from '../../kit/errors.ts'

/** What an identity token is not taken for. */
export type TokenFault = 'expired' | 'not-yet' | 'audience' | 'issuer' | 'form'

/** An identity token, or a message that shows one, that is not taken though its signature may hold. */
export class IdentityTokenRefused extends KnownError {
  readonly code = 'IDENTITY_TOKEN_REFUSED'
  readonly kind = 'denied'
  readonly about: TokenFault

  /** @param state what is wrong, without a value of the token: it is about a person */
  constructor(about: TokenFault, state: string, options: { readonly cause?: unknown } = {}) {
    super(`Cannot take identity token: ${state}`, options)
    this.about = about
  }
}
