import { type RawBuilder, sql, type Transaction } from 'kysely'
import type { Tables } from '../tables.ts'
import { heldOf, readHeld } from './held.ts'
import type { ImportRun } from './import-run.ts'
import { findSpared, sparedOf } from './spared.ts'
import { REMOVALS, stageOf } from './stage-tables.ts'
import { dateUndated } from './undated.ts'
import type { VersionTable } from './version-tables.ts'

/** What the difference of one table came to, in rows. */
export interface Difference {
  readonly ended: number
  readonly added: number
}

/**
 * Brings one table from what the source held to what it now says. A row that stands is not touched; a row that no longer
 * does is marked with the last revision in which it stood, and nothing else of it changes.
 */
export async function applyDifference(
  trx: Transaction<Tables>,
  table: VersionTable,
  run: ImportRun,
): Promise<Difference> {
  const holdsAny = await readHeld(trx, table, run)
  await dateUndated(trx, table, run, holdsAny)
  const hasSpared = await findSpared(trx, table, run)
  if (!holdsAny) return { ended: 0, added: await addStaged(trx, table, run) }
  const ended = await findEnded(trx, table, { ...run, hasSpared })
  if (ended > 0) await endRows(trx, table, run)
  return { ended, added: await addStaged(trx, table, run, notHeld(table)) }
}

const endedOf = (name: string): string => `ended_${name}`

const ALIKE = sql`s.track = held.track and s.valid_from = held.valid_from and s.hash = held.hash
  and s.valid_to is not distinct from held.valid_to`

type Ending = ImportRun & { readonly hasSpared: boolean }

async function findEnded(
  trx: Transaction<Tables>,
  table: VersionTable,
  run: Ending,
): Promise<number> {
  const ended = sql.table(endedOf(table.name))
  await sql`drop table if exists pg_temp.${ended}`.execute(trx)
  await sql`create temp table ${ended} (id bigint, last_day date) on commit drop`.execute(trx)
  const overtaken = await sql`insert into ${ended} ${overtakenRows(table, run)}`.execute(trx)
  const vanished = await sql`insert into ${ended} ${vanishedRows(table, run)}`.execute(trx)
  return Number(overtaken.numAffectedRows ?? 0) + Number(vanished.numAffectedRows ?? 0)
}

/**
 * Held rows that reach into the time of which the source now speaks for the same thing, and differ. That time begins with
 * the first row that it states, and no later than the snapshot's day: what is stated only for later is not in force.
 * Where a row about the thing was rejected, or in a delta, silence says nothing, and only what overlaps gives way.
 */
const overtakenRows = (table: VersionTable, { day, speaksFor, hasSpared }: Ending) => {
  const stage = sql.table(stageOf(table.name))
  const isWhole = speaksFor.has(table.kind)
    ? sql`not ${sparedTrack(table, hasSpared, sql`named`)}`
    : sql`false`
  return sql`
    select id, case when valid_from < first_day then first_day - 1 end
    from (
      select held.*, ${isWhole} as is_whole,
             case when ${isWhole} then least(stated.first_day, ${day}) else stated.first_day end as first_day
      from ${sql.table(heldOf(table.name))} as held
      join (select track, min(valid_from) as first_day from ${stage} group by track) as stated
        on stated.track = held.track
    ) as held
    where (valid_to is null or valid_to >= first_day)
      and not exists (select from ${stage} as s where ${ALIKE})
      and (is_whole or exists (
        select from ${stage} as s
        where s.track = held.track and (held.valid_to is null or s.valid_from <= held.valid_to)
          and (s.valid_to is null or s.valid_to >= held.valid_from)))`
}

const sparedTrack = (
  table: VersionTable,
  hasSpared: boolean,
  which: RawBuilder<unknown>,
): RawBuilder<unknown> =>
  hasSpared
    ? sql`exists (
        select from ${sql.table(sparedOf(table.name))} as spared
        where spared.track = held.track and ${which})`
    : sql`false`

/** Held rows of things that the snapshot no longer holds, and of those that a delta removes. */
const vanishedRows = (table: VersionTable, { day, speaksFor, hasSpared }: Ending) => {
  const spoken = speaksFor.has(table.kind) ? sql`true` : removed(table)
  return sql`
    select held.id, case when held.valid_from < ${day} then ${day}::date - 1 end
    from ${sql.table(heldOf(table.name))} as held
    where (held.valid_to is null or held.valid_to >= ${day})
      and not exists (select from ${sql.table(stageOf(table.name))} as s where s.track = held.track)
      and not ${sparedTrack(table, hasSpared, sql`true`)}
      and ${spoken}`
}

const removed = (table: VersionTable): RawBuilder<unknown> => sql`exists (
  select from ${sql.table(table.name)} as v
  join ${sql.table(REMOVALS)} as removal on removal.kind = ${sql.lit(table.kind)}
    and removal.key in (${sql.join(table.removedBy.map((column) => sql.ref(`v.${column}`)))})
  where v.id = held.id)`

/** Ends rows for this revision; of one that was in force before, the part that stays true goes on as a row of its own. */
async function endRows(
  trx: Transaction<Tables>,
  table: VersionTable,
  { revision }: ImportRun,
): Promise<void> {
  const name = sql.table(table.name)
  const ended = sql.table(endedOf(table.name))
  const same = sql.join(['source', 'track', 'valid_from', 'hash', ...table.columns].map(sql.ref))
  await sql`
    insert into ${name} (valid_to, first_revision, ${same})
    select ended.last_day, ${revision}::int, ${same}
    from ${name} join ${ended} as ended using (id) where ended.last_day is not null`.execute(trx)
  await sql`
    update ${name} as v set last_revision = ${revision}::int - 1
    from ${ended} as ended where ended.id = v.id`.execute(trx)
}

const notHeld = (table: VersionTable): RawBuilder<unknown> => sql`not exists (
  select from ${sql.table(heldOf(table.name))} as held where ${ALIKE})`

// In the order of the keys the indexes grow at their end, which is several times faster than anywhere.
async function addStaged(
  trx: Transaction<Tables>,
  table: VersionTable,
  { source, revision }: ImportRun,
  which: RawBuilder<unknown> = sql`true`,
): Promise<number> {
  const same = sql.join(['track', 'valid_from', 'valid_to', 'hash', ...table.columns].map(sql.ref))
  const { numAffectedRows } = await sql`
    insert into ${sql.table(table.name)} (source, first_revision, ${same})
    select ${source}, ${revision}::int, ${same}
    from ${sql.table(stageOf(table.name))} as s
    where ${which}
    order by track`.execute(trx)
  return Number(numAffectedRows ?? 0)
}
