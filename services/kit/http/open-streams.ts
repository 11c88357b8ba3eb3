import { AsyncLocalStorage } from 'node:async_hooks'
import { KnownError } from '../errors.ts'
import { mapValues } from '../map-values.ts'

/** How much may be followed at one time. */
export interface StreamLimits {
  /** Connections of one process: sockets, and requests that are answered bit by bit. */
  readonly mostConnections: number
  /** Subscriptions of one connection. */
  readonly mostSubscriptions: number
}

/** What one process carries unless it is told otherwise. */
export const DEFAULT_LIMITS: StreamLimits = { mostConnections: 2_000, mostSubscriptions: 100 }

/** As many connections follow as one process serves. */
export class TooManyConnections extends KnownError {
  readonly code = 'TOO_MANY_CONNECTIONS'
  readonly kind = 'unavailable'

  constructor(most: number) {
    super(`Cannot open connection: "${most}" are open, and that is the most`, { details: { most } })
  }
}

/** One connection carries as many subscriptions as it may. */
export class TooManySubscriptions extends KnownError {
  readonly code = 'TOO_MANY_SUBSCRIPTIONS'
  readonly kind = 'invalid'

  constructor(most: number) {
    super(`Cannot subscribe: "${most}" subscriptions are the most of one connection`, {
      details: { most },
    })
  }
}

/** A connection that is followed over. */
export interface StreamConnection {
  /**
   * Takes a place for one subscription.
   *
   * @returns gives it back
   * @throws {TooManySubscriptions}
   */
  begin(): () => void
  close(): void
}

// What goes on for hours belongs to the trace of nobody who asked once.
const outsideAnySpan: <T>(work: () => T) => T = AsyncLocalStorage.snapshot()

/** The subscriptions of one process: counted, limited, and ended together when it stops. */
export class OpenStreams {
  readonly #limits: StreamLimits
  readonly #open = new Set<() => void>()
  #connections = 0

  constructor(limits: StreamLimits) {
    this.#limits = limits
  }

  /** @throws {TooManyConnections} */
  connect(): StreamConnection {
    const { mostConnections, mostSubscriptions } = this.#limits
    if (this.#connections >= mostConnections) throw new TooManyConnections(mostConnections)
    this.#connections += 1
    let subscriptions = 0
    let isOpen = true
    return {
      begin: () => {
        if (subscriptions >= mostSubscriptions) throw new TooManySubscriptions(mostSubscriptions)
        subscriptions += 1
        return once(() => {
          subscriptions -= 1
        })
      },
      close: () => {
        if (isOpen) this.#connections -= 1
        isOpen = false
      },
    }
  }

  /** Hands values on until they end, the reader returns, or the process stops. */
  watch<V>(values: AsyncIterable<V>, onEnd: () => void): AsyncIterableIterator<V> {
    const stoppable = stoppableOf(values[Symbol.asyncIterator]())
    const stop = () => void stoppable.return?.()
    this.#open.add(stop)
    return mapValues(
      stoppable,
      (value) => value,
      () => {
        this.#open.delete(stop)
        onEnd()
      },
    )
  }

  /** Ends every subscription. */
  close(): void {
    for (const stop of [...this.#open]) stop()
  }
}

function once(work: () => void): () => void {
  let isDone = false
  return () => {
    if (!isDone) work()
    isDone = true
  }
}

const DONE = { done: true, value: undefined } as const

/** To return ends what waits for the next value, whatever the source does; it ends by itself, and nobody waits for it. */
function stoppableOf<V>(source: AsyncIterator<V>): AsyncIterableIterator<V> {
  let isStopped = false
  let wake = (): void => {}
  const iterator: AsyncIterableIterator<V> = {
    next: () => {
      if (isStopped) return Promise.resolve(DONE)
      return new Promise((resolve, reject) => {
        wake = () => resolve(DONE)
        outsideAnySpan(() => source.next()).then(resolve, reject)
      })
    },
    return: async () => {
      isStopped = true
      wake()
      void Promise.resolve(source.return?.()).catch(() => {})
      return DONE
    },
    [Symbol.asyncIterator]: () => iterator,
  }
  return iterator
}
