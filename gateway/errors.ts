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
