import { CallerUnknown } from '../callers.ts'
import { type ErrorKind, KnownError } from '../errors.ts'

/** The body is larger than this server reads; none of it has been looked at. */
export class RequestTooLarge extends KnownError {
  readonly code = 'REQUEST_TOO_LARGE'
  readonly kind = 'invalid'

  /** @param maxBytes the most that is read */
  constructor(maxBytes: number) {
    super(`Cannot read request: its body is larger than ${maxBytes} bytes`, {
      details: { maxBytes },
    })
  }
}

const STATUS_OF_KIND: Readonly<Record<ErrorKind, number>> = {
  not_found: 404,
  invalid: 400,
  denied: 403,
  conflict: 409,
  unavailable: 503,
}

/** The one place that turns an expected failure into an HTTP status. */
export function statusOf(error: KnownError): number {
  if (error instanceof RequestTooLarge) return 413
  if (error instanceof CallerUnknown) return 401
  return STATUS_OF_KIND[error.kind]
}
