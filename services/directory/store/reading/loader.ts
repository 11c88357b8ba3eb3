import DataLoader from 'dataloader'

/** Reads by key; what is asked at one time is read with one statement, and what has been read is not read again. */
export interface Loader<V> {
  load(key: string): Promise<V>
  loadMany(keys: readonly string[]): Promise<readonly V[]>
  /** Makes known what was read on the way to something else. */
  prime(key: string, value: V): void
}

/**
 * @param read reads many; keys may be missing from what it returns
 * @param absent stands for what is missing
 */
export function batched<V>(
  read: (keys: readonly string[]) => Promise<ReadonlyMap<string, V>>,
  absent: V,
): Loader<V> {
  const loader = new DataLoader<string, V>(async (keys) => {
    const found = await read(keys)
    return keys.map((key) => found.get(key) ?? absent)
  })
  return {
    load: (key) => loader.load(key),
    loadMany: (keys) => Promise.all(keys.map((key) => loader.load(key))),
    prime: (key, value) => void loader.prime(key, value),
  }
}
