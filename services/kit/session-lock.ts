import { sql } from 'kysely'
import { openSession } from './database.ts'
import type { Secret } from './secret.ts'

/** A lock that one process at most holds; given back when disposed, and by the server when the connection ends. */
export interface SessionLock extends AsyncDisposable {
  /** Aborted when the connection has ended, and the lock with it. */
  readonly lost: AbortSignal
}

/**
 * Takes a lock of the database, on a connection of its own.
 *
 * @param name any text; one name is one lock in one database
 * @returns null where another holds it
 */
export async function trySessionLock(url: Secret, name: string): Promise<SessionLock | null> {
  const session = await openSession({ url })
  try {
    const lost = new AbortController()
    session.client.on('end', () => lost.abort(new Error(`The lock "${name}" is lost`)))
    const { rows } = await sql<{ taken: boolean }>`
      select pg_try_advisory_lock(hashtextextended(${name}, 0)) as taken`.execute(session.db)
    if (rows[0]?.taken) {
      return { lost: lost.signal, [Symbol.asyncDispose]: () => session[Symbol.asyncDispose]() }
    }
  } catch (error) {
    await Promise.allSettled([session[Symbol.asyncDispose]()])
    throw error
  }
  await session[Symbol.asyncDispose]()
  return null
}
