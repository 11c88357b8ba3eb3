import DataLoader from 'dataloader'
import type { Kept } from './memory.ts'

/** Reads by key; what is asked at one time is read with one statement, and what has been read is not read again. */
export interface Loader<V> {
  load(key: string): Promise<V>
  loadMany(keys: readonly string[]): Promise<readonly V[]>
  /** Makes known what was read on the way to something else. */
  prime(key: string, value: V): void
}

/** Reads many; keys may be missing from what it returns. */
export type Read<V> = (keys: readonly string[]) => Promise<ReadonlyMap<string, V>>

/** @param absent stands for what is missing */
export function batched<V>(read: Read<V>, absent: V): Loader<V> {
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

/**
 * Reads only what is not kept yet, and keeps it.
 *
 * @param absent stands for what is missing, and is kept too
 */
export function remembered<V>(read: Read<V>, absent: V, kept: Kept<V> | undefined): Read<V> {
  if (kept === undefined) return read
  return async (keys) => {
    const known = new Map<string, V>()
    for (const key of keys) {
      const value = kept.get(key)
      if (value !== undefined) known.set(key, value)
    }
    if (known.size === keys.length) return known
    const missing = keys.filter((key) => !known.has(key))
    const found = await read(missing)
    for (const key of missing) {
      const value = found.get(key) ?? absent
      kept.set(key, value)
      known.set(key, value)
    }
    return known
  }
}
