import { sql, type Transaction } from 'kysely'
import type { Tables } from '../tables.ts'
import { MESSAGE_TYPES, REMOVALS, stageOf } from './stage-tables.ts'
import type { VersionTable } from './version-tables.ts'

/**
 * Takes out of staging what the snapshots of a delivery say of things that its deltas change or remove: a delta is later than
 * the state that it starts from.
 *
 * @param table whose staging has been made
 * @param deltas numbers of the files that are deltas
 */
export async function preferDeltas(
  trx: Transaction<Tables>,
  table: VersionTable,
  deltas: readonly number[],
): Promise<void> {
  const isOfDelta = (row: string) => sql`${sql.ref(`${row}.file`)} = any(${[...deltas]}::int[])`
  // Message types wait each by itself until they are gathered.
  const lines = table.kind === 'message-type' ? MESSAGE_TYPES : stageOf(table.name)
  const stage = sql.table(lines)
  const sameThing =
    table.kind === 'message-type'
      ? sql`later.gln = s.gln and later.network is not distinct from s.network`
      : sql`later.track = s.track`
  const keys = sql.join(table.removedBy.map((column) => sql.ref(`s.${column}`)))
  await sql`
    delete from ${stage} as s
    where not ${isOfDelta('s')} and (
      exists (select from ${stage} as later where ${sameThing} and ${isOfDelta('later')})
      or exists (
        select from ${sql.table(REMOVALS)} as removal
        where removal.kind = ${sql.lit(table.kind)} and removal.key in (${keys})))`.execute(trx)
}
