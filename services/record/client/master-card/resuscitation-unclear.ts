import { KnownError } from '../../../kit/errors.ts'

/** The master card does not say for sure whether the citizen has opted out of resuscitation: neither true nor none. */
export class ResuscitationUnclear extends KnownError {
  readonly code = 'RESUSCITATION_UNCLEAR'
  readonly kind = 'unavailable'

  /** @param state what the card lacks, or says too much of */
  constructor(state: string, options: { readonly cause?: unknown } = {}) {
    super(`Cannot tell of resuscitation: ${state}`, options)
  }
}
