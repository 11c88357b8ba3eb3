import { LRUCache } from 'lru-cache'
import type { OrganisationName } from '../../domain/coded.ts'
import type { Organisations } from '../../domain/record.ts'
import type { Execute } from './execute.ts'
import { type NumberKey, unitsByNumber } from './units-by-number.ts'

/** How long an answer of the directory is taken for granted, in milliseconds. */
const FRESH_MS = 60_000
const MOST_HELD = 10_000
const MOST_AT_ONCE = 1000

/**
 * Finds units by the numbers that sources give, in the directory's graph. What is asked at about one time is one question, and an answer
 * holds for a minute.
 */
export function organisations(execute: Execute): Organisations {
  const held = new LRUCache<string, Promise<string | null>>({ max: MOST_HELD, ttl: FRESH_MS })
  const ask = batched((keys: readonly NumberKey[]) => unitsByNumber(execute, keys))
  const unitOf = (key: NumberKey): Promise<string | null> => {
    const name = JSON.stringify(key)
    const known = held.get(name)
    if (known) return known
    const asked = ask(key)
    held.set(name, asked)
    asked.catch(() => held.delete(name))
    return asked
  }
  return { sorIdOf: (name) => sorIdOf(name, unitOf) }
}

async function sorIdOf(
  { sorId, ydernummer, shak }: OrganisationName,
  unitOf: (key: NumberKey) => Promise<string | null>,
): Promise<string | null> {
  if (sorId !== null) return sorId
  const byYdernummer = ydernummer === null ? null : await unitOf({ ydernummer })
  return byYdernummer ?? (shak === null ? null : unitOf({ shak }))
}

type Ask<Key, Value> = (key: Key) => Promise<Value>

/** Gathers what is asked for until the work at hand has been done, and asks for all of it at once. */
function batched<Key, Value>(
  read: (keys: readonly Key[]) => Promise<readonly (Value | Error)[]>,
): Ask<Key, Value> {
  const waiting: { readonly key: Key; readonly found: PromiseWithResolvers<Value> }[] = []
  const send = async () => {
    const batch = waiting.splice(0, MOST_AT_ONCE)
    if (waiting.length > 0) setImmediate(send)
    try {
      const values = await read(batch.map(({ key }) => key))
      batch.forEach(({ found }, index) => {
        const value = values[index] as Value | Error
        if (value instanceof Error) found.reject(value)
        else found.resolve(value)
      })
    } catch (error) {
      for (const { found } of batch) found.reject(error)
    }
  }
  return (key) => {
    const found = Promise.withResolvers<Value>()
    if (waiting.length === 0) setImmediate(send)
    waiting.push({ key, found })
    return found.promise
  }
}
