import { sql } from 'kysely'
import type { TestDatabase } from '../../../test/harness/database.ts'
import { createLog } from '../../kit/log.ts'
import { Secret } from '../../kit/secret.ts'
import { sourceHub } from '../client/hub/source-hub.ts'
import { contact } from '../source/follow/contact.ts'
import { COPY_TABLES } from '../store/copy/copy-tables.ts'
import { beginFollowing } from '../store/copy/following.ts'
import type { Tables } from '../store/tables.ts'
import { KEY, type ServedExport } from './export-harness.ts'
import { openRegister } from './import-harness.ts'

/** A database that follows the register of a test. */
export interface Copying extends AsyncDisposable {
  readonly register: TestDatabase<Tables>
  /** Asks the source once for what is new; what was logged is returned. */
  catchUp(): Promise<readonly string[]>
}

/** Opens a database of its own that follows, with or without the right to see the source `secret`. */
export async function openCopy(
  served: ServedExport,
  { isHolder = false }: { readonly isHolder?: boolean } = {},
): Promise<Copying> {
  const register = await openRegister()
  const hub = sourceHub(served.url, isHolder ? new Secret(KEY) : null)
  await beginFollowing(register.db, hub.url)
  let held: string | null = null
  return {
    register,
    async catchUp() {
      const logged: string[] = []
      const log = createLog({
        level: 'warn',
        destination: { write: (line) => void logged.push(line) },
      })
      const { signal } = new AbortController()
      const { db, url } = register
      held = await contact({ db, url, hub, intervalMs: 1_000, log, signal }, held)
      return logged
    },
    [Symbol.asyncDispose]: () => register[Symbol.asyncDispose](),
  }
}

/** Every row that stands at a revision, with its table, whole but for its end. */
export async function standingRows(
  { db }: TestDatabase<Tables>,
  revision: number,
): Promise<readonly string[]> {
  const found: string[] = []
  for (const { name, columns, isHeld } of COPY_TABLES) {
    if (isHeld === null) continue
    const shown = columns.filter((column) => column !== 'last_revision')
    const { rows } = await sql<{ row: string }>`
      select row_to_json(r)::text as row from (
        select ${sql.join(shown.map((column) => sql.ref(`t.${column}`)))}
        from ${sql.table(name)} as t where ${isHeld(revision)}
      ) as r`.execute(db)
    found.push(...rows.map(({ row }) => `${name} ${row}`))
  }
  return found.sort()
}
