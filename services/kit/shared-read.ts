const WAIT_MS = 1_000

/**
 * Lets all who ask at about one time share one reading of something that changes, and answers nobody with a reading that
 * began before the question: while one is under way, those who ask wait for the next.
 *
 * @param read may fail, and fails for those only who share it
 */
export function sharedRead<V>(read: () => Promise<V>): () => Promise<V> {
  let current: { readonly ended: Promise<void>; readonly since: number } | null = null
  let next: Promise<V> | null = null
  const begin = (): Promise<V> => {
    const reading = read()
    const mine = { ended: settled(reading), since: performance.now() }
    current = mine
    next = null
    void mine.ended.then(() => {
      if (current === mine) current = null
    })
    return reading
  }
  return () => {
    // One that hangs must not hold up all who come after it.
    if (current === null || performance.now() - current.since > WAIT_MS) return begin()
    next ??= current.ended.then(begin)
    return next
  }
}

const settled = (reading: Promise<unknown>): Promise<void> =>
  reading.then(
    () => {},
    () => {},
  )
