/**
 * Makes other values of those of an iterator. To return ends the source at once, also while it is asked for its next value.
 *
 * @param each may fail, which ends the source
 * @param onEnd called once, however it ends
 */
export function mapValues<A, B>(
  source: AsyncIterable<A>,
  each: (value: A) => B | Promise<B>,
  onEnd: () => void = () => {},
): AsyncIterableIterator<B, undefined> {
  const values = source[Symbol.asyncIterator]()
  let hasEnded = false
  const end = (): { done: true; value: undefined } => {
    if (!hasEnded) onEnd()
    hasEnded = true
    return { done: true, value: undefined }
  }
  const iterator: AsyncIterableIterator<B, undefined> = {
    next: async () => {
      if (hasEnded) return end()
      try {
        const { done, value } = await values.next()
        return done || hasEnded ? end() : { done: false, value: await each(value) }
      } catch (error) {
        end()
        await values.return?.()
        throw error
      }
    },
    return: async () => {
      const ended = end()
      await values.return?.()
      return ended
    },
    [Symbol.asyncIterator]: () => iterator,
  }
  return iterator
}

/** Tells what comes bit by bit from what comes at once. */
export const isAsyncIterable = (value: unknown): value is AsyncIterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value
