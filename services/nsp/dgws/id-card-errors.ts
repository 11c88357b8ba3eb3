import { KnownError } from '../../kit/errors.ts'
import type { DgwsFaultCode } from './fault-codes.ts'

/** An id card that is not taken, though its signature may hold. */
export class IdCardRefused extends KnownError {
  readonly code = 'ID_CARD_REFUSED'
  readonly kind = 'denied'
  /** What a service answers for it. */
  readonly faultCode: DgwsFaultCode & ('expired_idcard' | 'invalid_idcard')

  /** @param state what is wrong, without a value of the card: it may be a person's */
  constructor(
    state: string,
    options: { readonly faultCode?: 'expired_idcard'; readonly cause?: unknown } = {},
  ) {
    super(`Cannot take id card: ${state}`, options)
    this.faultCode = options.faultCode ?? 'invalid_idcard'
  }
}
