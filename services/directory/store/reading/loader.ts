import DataLoader from 'dataloader'
import type { Kept } from './memory.ts'
import type { Read } from './read-together.ts'

/** Reads by key; what is asked at one time is read with one statement, and what has been read is not read again. */
export interface Loader<V> {
  load(key: string): Promise<V>
  loadMany(keys: readonly string[]): Promise<readonly V[]>
}

/** @param absent stands for what is missing */
export function batched<V>(read: Read<V>, absent: V): Loader<V> {
  const loader = new DataLoader<string, V>(async (keys) => {
    const found = await read(keys)
    return keys.map((key) => found.get(key) ?? absent)
  })
  return {
    load: (key) => loader.load(key),
    loadMany: (keys) => Promise.all(keys.map((key) => loader.load(key))),
  }
}

/**
 * Reads only what is not kept yet, and keeps it.
 *
 * @param absent stands for what is missing, and is kept too
 */
export function remembered<V>(readAll: Read<V>, absent: V, kept: Kept<V> | undefined): Read<V> {
  if (kept === undefined) return readAll
  return async (keys) => {
    const known = new Map<string, V>()
    for (const key of keys) {
      const value = kept.get(key)
      if (value !== undefined) known.set(key, value)
    }
    if (known.size === keys.length) return known
    const missing = keys.filter((key) => !known.has(key))
    const found = await kept.together(missing, async (all) => {
      const read = await readAll(all)
      const values = all.map((key): [string, V] => [key, read.get(key) ?? absent])
      for (const [key, value] of values) kept.set(key, value)
      return new Map(values)
    })
    for (const key of missing) known.set(key, found.get(key) ?? absent)
    return known
  }
}
