import { AsyncLocalStorage } from 'node:async_hooks'
import {
  BrokenCircuitError,
  BulkheadRejectedError,
  bulkhead,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleWhen,
  retry,
  wrap,
} from 'cockatiel'

/** How much a guard bears of what lies behind it. */
export interface Limits {
  /** Milliseconds for all attempts of one call together, waiting for its turn included. */
  readonly deadlineMs: number
  /** Milliseconds for one attempt; below the deadline, or a call that hangs is never tried again. */
  readonly attemptMs: number
  /** Attempts after the first; 0 for none. */
  readonly retries: number
  /** Milliseconds before the second attempt, about; others wait longer, and none exactly as long. */
  readonly retryDelayMs: number
  /** Calls under way at one time. */
  readonly mostAtOnce: number
  /** Calls that wait for their turn beside; the next is turned away. */
  readonly mostWaiting: number
  /** Attempts that fail one after the other until nothing is asked any more. */
  readonly opensAfter: number
  /** Milliseconds until one call is let through again to see how it goes. */
  readonly opensForMs: number
}

/** What an error means to the guard. */
export interface Judge {
  /** Whether it speaks against what lies behind, and not against this one call. */
  readonly isFault: (error: unknown) => boolean
  /** Whether the same call may go well a moment later. */
  readonly isPassing: (error: unknown) => boolean
}

/** How a call ended; none of them is thrown. */
export type Outcome<T> = {
  /** Milliseconds, waiting for its turn included. */
  readonly tookMs: number
} & (
  | { readonly kind: 'answered'; readonly value: T }
  | { readonly kind: 'failed'; readonly error: unknown }
  /** The deadline passed. */
  | { readonly kind: 'tooLate' }
  /** Too many others are under way. */
  | { readonly kind: 'busy' }
  /** So much failed of late that nothing was asked. */
  | { readonly kind: 'shutOff' }
  /** The caller has gone. */
  | { readonly kind: 'abandoned' }
)

/** One call that is guarded. */
export interface GuardedCall<T> {
  /** @param signal aborted when the attempt is given up; what comes after that is not heard */
  readonly work: (signal: AbortSignal) => Promise<T>
  /** Whether it may be done twice: only what changes nothing there. */
  readonly mayRepeat: boolean
  /** Of the caller. */
  readonly signal?: AbortSignal | undefined
}

/** Stands before one upstream, for all who call it. */
export interface Guard {
  call<T>(call: GuardedCall<T>): Promise<Outcome<T>>
}

class TooLate extends Error {}

/** Makes a guard: turn, retry, circuit breaker and deadline, from the outside in, with the deadline around all. */
export function guard(limits: Limits, { isFault, isPassing }: Judge): Guard {
  const turn = bulkhead(limits.mostAtOnce, limits.mostWaiting)
  const breaker = circuitBreaker(
    handleWhen((error) => error instanceof TooLate || isFault(error)),
    {
      breaker: new ConsecutiveBreaker(limits.opensAfter),
      halfOpenAfter: limits.opensForMs,
    },
  )
  const again = retry(
    handleWhen((error) => error instanceof TooLate || isPassing(error)),
    {
      // The library counts retries under this name.
      maxAttempts: limits.retries,
      backoff: new ExponentialBackoff({ initialDelay: limits.retryDelayMs }),
    },
  )
  const once = wrap(turn, breaker)
  const repeated = wrap(turn, again, breaker)
  const attempts = <T>({ work, mayRepeat }: GuardedCall<T>, signal: AbortSignal): Promise<T> => {
    // Whoever waits for a turn gets it from another's call, and would go on in that one's trace.
    const inOwnContext = AsyncLocalStorage.snapshot()
    // While one call is let through to see how it goes, the library would let the others wait for its end.
    if (breaker.state === CircuitState.HalfOpen) throw new BrokenCircuitError()
    return (mayRepeat ? repeated : once).execute(
      (context) => inOwnContext(within, limits.attemptMs, context.signal, work) as Promise<T>,
      signal,
    )
  }
  return {
    call: async (call) => {
      const began = performance.now()
      const tookMs = () => Math.round(performance.now() - began)
      try {
        const value = await within(limits.deadlineMs, call.signal, (signal) =>
          attempts(call, signal),
        )
        return { kind: 'answered', value, tookMs: tookMs() }
      } catch (error) {
        return { ...endOf(error, call.signal), tookMs: tookMs() }
      }
    },
  }
}

type End =
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'tooLate' | 'busy' | 'shutOff' | 'abandoned' }

function endOf(error: unknown, signal: AbortSignal | undefined): End {
  if (signal?.aborted) return { kind: 'abandoned' }
  if (error instanceof TooLate) return { kind: 'tooLate' }
  if (error instanceof BulkheadRejectedError) return { kind: 'busy' }
  if (error instanceof BrokenCircuitError) return { kind: 'shutOff' }
  return { kind: 'failed', error }
}

/** Does work that may not heed its signal, and stops waiting for it in time. */
async function within<T>(
  ms: number,
  outer: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  outer?.throwIfAborted()
  const over = new AbortController()
  const ended = Promise.withResolvers<never>()
  // First, so that no error that the work makes of the abortion comes before its reason.
  over.signal.addEventListener('abort', () => ended.reject(over.signal.reason), { once: true })
  const giveUp = () => over.abort(outer?.reason)
  outer?.addEventListener('abort', giveUp, { once: true })
  const timer = setTimeout(() => over.abort(new TooLate()), ms)
  try {
    return await Promise.race([ended.promise, work(over.signal)])
  } finally {
    clearTimeout(timer)
    outer?.removeEventListener('abort', giveUp)
  }
}
