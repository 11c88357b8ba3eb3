/** Reads many; keys may be missing from what it returns. */
export type Read<V> = (keys: readonly string[]) => Promise<ReadonlyMap<string, V>>

/** Reads keys along with those that others ask for at the same time; theirs may be among what it returns. */
export type ReadTogether<V> = (
  keys: readonly string[],
  read: Read<V>,
) => Promise<ReadonlyMap<string, V>>

interface Batch<V> {
  readonly keys: Set<string>
  readonly found: Promise<ReadonlyMap<string, V>>
}

// As many as one operation may ask for at once.
const MOST_KEYS = 1_000

/** Joins what is asked for in one turn of the event loop. Every `read` must do the same, for one of them does it for all. */
export function readTogether<V>(): ReadTogether<V> {
  let open: Batch<V> | null = null
  const begin = (read: Read<V>): Batch<V> => {
    const keys = new Set<string>()
    const found = turnsEnd().then(() => {
      if (open?.keys === keys) open = null
      return read([...keys])
    })
    return { keys, found }
  }
  return (keys, read) => {
    if (open === null || open.keys.size + keys.length > MOST_KEYS) open = begin(read)
    for (const key of keys) open.keys.add(key)
    return open.found
  }
}

const turnsEnd = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve))
