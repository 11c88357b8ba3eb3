/**
 * Gives an iterator that ends at once when whoever reads it has had enough: a generator alone would end only with its next
 * value, and one that waits for the world may have none for hours.
 *
 * @param make the signal it is given aborts when the reader returns
 */
export function endingOnReturn<V>(
  make: (signal: AbortSignal) => AsyncGenerator<V, void>,
): AsyncIterableIterator<V, void> {
  const over = new AbortController()
  const values = make(over.signal)
  const iterator: AsyncIterableIterator<V, void> = {
    next: () => values.next(),
    return: () => {
      over.abort()
      return values.return()
    },
    throw: (error: unknown) => {
      over.abort()
      return values.throw(error)
    },
    [Symbol.asyncIterator]: () => iterator,
  }
  return iterator
}
