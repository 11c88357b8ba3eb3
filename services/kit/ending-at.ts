// Clocks are set, and timers do not reach far: the clock is looked at again this often.
const LOOK_MS = 30_000

/** @see endingAt */
export interface Ending<V> {
  readonly at: Date
  /** What is said last. */
  readonly last: () => V
}

/** Hands values on until a moment, then one last value, whether or not the source has any: a right that ends is not kept by silence. */
export function endingAt<V>(
  source: AsyncIterable<V>,
  { at, last }: Ending<V>,
): AsyncIterableIterator<V, undefined> {
  const values = source[Symbol.asyncIterator]()
  let state: 'open' | 'over' | 'ended' = 'open'
  let timer: NodeJS.Timeout | undefined
  let wake = (): void => {}
  const end = (): { done: true; value: undefined } => {
    if (state !== 'ended') void Promise.resolve(values.return?.()).catch(() => {})
    state = 'ended'
    clearTimeout(timer)
    return { done: true, value: undefined }
  }
  const sayLast = (): IteratorResult<V, undefined> => {
    end()
    return { done: false, value: last() }
  }
  const look = (): void => {
    const left = at.getTime() - Date.now()
    if (left > 0) timer = setTimeout(look, Math.min(left, LOOK_MS)).unref()
    else state = 'over'
    if (left <= 0) wake()
  }
  look()
  const next = (): Promise<IteratorResult<V, undefined>> =>
    new Promise((resolve, reject) => {
      wake = () => resolve(sayLast())
      values.next().then((result) => resolve(result.done ? end() : result), reject)
    })
  const iterator: AsyncIterableIterator<V, undefined> = {
    next: async () => {
      if (state === 'ended') return end()
      return state === 'over' ? sayLast() : next()
    },
    return: async () => end(),
    [Symbol.asyncIterator]: () => iterator,
  }
  return iterator
}
