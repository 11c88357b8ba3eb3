/** What a caller can do about an expected failure; only a transport maps it to a status. */
export type ErrorKind = 'not_found' | 'invalid' | 'denied' | 'conflict' | 'unavailable'

/**
 * An expected failure: it has a stable code, listed in `schema/errors.md`, and a message that is safe to show.
 *
 * The message follows one grammar, *Cannot verb noun "value": state*, without a full stop and without personal data.
 * Anything that is not a `KnownError` is a bug: logged, masked, answered as an internal error.
 */
export abstract class KnownError extends Error {
  /** Stable, upper case with underscores; part of the contract. */
  abstract readonly code: string
  abstract readonly kind: ErrorKind
  /** Facts beside the message, shown to the caller as they are. */
  readonly details: Readonly<Record<string, unknown>>

  constructor(
    message: string,
    options: {
      readonly cause?: unknown
      readonly details?: Readonly<Record<string, unknown>>
    } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = new.target.name
    this.details = options.details ?? {}
  }
}

/** Tells an expected failure from a bug. */
export const isKnownError = (error: unknown): error is KnownError => error instanceof KnownError
