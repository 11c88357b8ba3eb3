import { KnownError } from '../../kit/errors.ts'

/** Nobody receives what is asked about; `reason` is the same that the graph gives. */
export class ReceiverUnknown extends KnownError {
  readonly code = 'RECEIVER_UNKNOWN'
  readonly kind = 'not_found'

  /** @param message why, as a resolution says it */
  constructor(message: string, reason: string) {
    super(message, { details: { reason } })
  }
}
