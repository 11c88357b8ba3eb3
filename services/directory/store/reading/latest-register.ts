import type { Kysely } from 'kysely'
import { sharedRead } from '../../../kit/shared-read.ts'
import type { Tables } from '../tables.ts'
import { memory } from './memory.ts'
import { registerState } from './register-state.ts'
import type { ViewedRegister } from './viewed-directory.ts'

/** Reads the register at its latest revision; null where nothing has been imported yet. */
export type ReadLatest = () => Promise<ViewedRegister | null>

/**
 * Asks the database each time which revision is the latest, for another process may have imported since; those who ask at
 * one time share the answer. What has been read of that revision is kept until there is a later one.
 *
 * @param most entries that are kept of each kind; 0 keeps nothing
 */
export function latestRegister(db: Kysely<Tables>, most: number): ReadLatest {
  let last: (ViewedRegister & { readonly text: string }) | null = null
  return sharedRead(async () => {
    const register = await registerState(db, null)
    if (register === null) return null
    const text = JSON.stringify(register)
    if (last?.text !== text) last = { register, text, memory: most > 0 ? memory(most) : null }
    return last
  })
}
