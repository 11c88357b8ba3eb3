import { KnownError } from '../../kit/errors.ts'

/** A redaction is asked for in a way that cannot be done. */
export class RedactionUnusable extends KnownError {
  readonly code = 'REDACTION_UNUSABLE'
  readonly kind = 'invalid'
}
