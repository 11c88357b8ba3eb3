import { KnownError } from '../../services/kit/errors.ts'

/** The embedded server cannot be had here; the message says why. */
export class EmbeddedPostgresUnavailable extends KnownError {
  readonly code = 'EMBEDDED_POSTGRES_UNAVAILABLE'
  readonly kind = 'unavailable'
}
