import { KnownError } from '../services/kit/errors.ts'

/** A subgraph could not be reached, or broke off; which one is logged and not told. */
export class SubgraphUnavailable extends KnownError {
  readonly code = 'SUBGRAPH_UNAVAILABLE'
  readonly kind = 'unavailable'

  constructor(options: { readonly cause?: unknown } = {}) {
    super('Cannot answer this part of the operation: its service does not answer', options)
  }
}

/** The operation took longer than the gateway gives it; what was still running has been cancelled. */
export class DeadlineExceeded extends KnownError {
  readonly code = 'DEADLINE_EXCEEDED'
  readonly kind = 'unavailable'

  /** @param deadlineMs how long it was given */
  constructor(deadlineMs: number) {
    super(`Cannot answer operation: its ${deadlineMs} ms are over`, { details: { deadlineMs } })
  }
}

/** The caller broke the connection off; nobody reads the answer. */
export class CallerGone extends KnownError {
  readonly code = 'CALLER_GONE'
  readonly kind = 'unavailable'

  constructor() {
    super('Cannot answer operation: its caller has gone')
  }
}

/** The operation's fields are nested deeper than any question needs. */
export class OperationTooDeep extends KnownError {
  readonly code = 'OPERATION_TOO_DEEP'
  readonly kind = 'invalid'

  /** @param most levels of fields that are answered */
  constructor(most: number, options: { readonly cause?: unknown } = {}) {
    super(`Cannot execute operation: its fields are nested more than "${most}" deep`, {
      ...options,
      details: { most },
    })
  }
}

/** The operation asks for more fields than any question needs. */
export class OperationTooLarge extends KnownError {
  readonly code = 'OPERATION_TOO_LARGE'
  readonly kind = 'invalid'

  /** @param most fields that are answered */
  constructor(most: number) {
    super(`Cannot execute operation: it asks for more than "${most}" fields, fragments counted`, {
      details: { most },
    })
  }
}
