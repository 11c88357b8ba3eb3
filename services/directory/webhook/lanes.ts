/** Several hands that take pieces of work from one place. */
export interface Lanes {
  /** Sets as many hands to work as there are; each goes on until it finds nothing. */
  wake(): void
  /** Resolves when no hand is at work. */
  idle(): Promise<void>
}

/** What the hands do. */
export interface LanesOptions<T> {
  /** Pieces at a time. */
  readonly count: number
  readonly keyOf: (piece: T) => string
  /** @param underWay how many of those given may be worked at already; they are passed over */
  readonly more: (underWay: number) => Promise<readonly T[]>
  readonly work: (piece: T) => Promise<void>
  readonly signal: AbortSignal
  /** Told of what `more` or `work` throws; the hand rests until it is woken. */
  readonly onError: (error: unknown) => void
}

/** Works at pieces as they are found, several at a time; one that takes long keeps nobody else waiting. */
export function lanes<T>(options: LanesOptions<T>): Lanes {
  const { count, keyOf, more, work, signal, onError } = options
  const underWay = new Set<string>()
  const running = new Set<Promise<void>>()
  let queue: T[] = []
  let looking: Promise<void> | null = null
  const look = async (): Promise<void> => {
    // What ends while we look may be found all the same, and what begins is.
    const before = new Set(underWay)
    const found = await more(before.size)
    queue = found.filter((piece) => !before.has(keyOf(piece)) && !underWay.has(keyOf(piece)))
  }
  const next = async (): Promise<T | undefined> => {
    if (queue.length === 0) {
      looking ??= look().finally(() => {
        looking = null
      })
      await looking
    }
    const piece = queue.shift()
    if (piece !== undefined) underWay.add(keyOf(piece))
    return piece
  }
  const lane = async (): Promise<void> => {
    for (let piece = await next(); piece !== undefined; piece = await next()) {
      const key = keyOf(piece)
      if (!signal.aborted) await work(piece).finally(() => underWay.delete(key))
    }
  }
  return {
    wake: () => {
      while (running.size < count && !signal.aborted) {
        const hand = lane()
          .catch(onError)
          .finally(() => running.delete(hand))
        running.add(hand)
      }
    },
    idle: async () => {
      await Promise.all(running)
    },
  }
}
