import { KnownError } from '../../kit/errors.ts'

/** What a signature fails on: itself, or the certificate that made it. */
export type SignatureFault = 'signature' | 'certificate'

/** A signature that does not hold, is not where it has to be, or was made by somebody who is not vouched for. */
export class SignatureInvalid extends KnownError {
  readonly code = 'SIGNATURE_INVALID'
  readonly kind = 'denied'
  /** Which of the two fault codes of the platform it is: `invalid_signature` or `invalid_certificate`. */
  readonly about: SignatureFault

  /** @param state what is wrong, without a value of it: what was signed may be about a person */
  constructor(
    state: string,
    options: { readonly cause?: unknown; readonly about?: SignatureFault } = {},
  ) {
    super(`Cannot trust signature: ${state}`, options)
    this.about = options.about ?? 'signature'
  }
}
