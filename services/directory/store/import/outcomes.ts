import { sql, type Transaction } from 'kysely'
import type { Tables } from '../tables.ts'
import type { ImportRun } from './import-run.ts'
import { stageOf } from './stage-tables.ts'
import type { VersionTable } from './version-tables.ts'

/** What became of a thing: `replaced` is closed with a successor. */
export type Outcome = 'created' | 'updated' | 'closed' | 'replaced' | 'reopened' | 'unchanged'

/** How many things of one table had one outcome; `file` is null for what no file states any more. */
export interface OutcomeCount {
  readonly file: number | null
  readonly outcome: Outcome
  readonly count: number
}

/** Counts what the import made of each thing, by the first file that states it. */
export async function outcomesOf(
  trx: Transaction<Tables>,
  table: VersionTable,
  run: ImportRun,
): Promise<readonly OutcomeCount[]> {
  const { rows } = await sql<OutcomeCount>`
    with stated as materialized (
      select track, min(file) as file from ${sql.table(stageOf(table.name))} group by track
    ),
    touched as (${touchedThings(table, run)})
    select stated.file, ${outcome(table)} as outcome, count(*)::int as count
    from stated full join touched on touched.track = stated.track
    group by 1, 2 order by 1, 2`.execute(trx)
  return rows
}

// Only this import ends rows with the revision before its own, so that mark tells its work apart.
const touchedThings = (table: VersionTable, { source, day, revision }: ImportRun) => sql`
  select track,
         bool_or(first_revision < ${revision}) as known_before,
         bool_or(first_revision < ${revision} and live) as live_before,
         bool_or(last_revision is null and live) as live_after
  from (
    select track, first_revision, last_revision, (valid_to is null or valid_to >= ${day}) as live
    from ${sql.table(table.name)}
    where source = ${source} and (last_revision is null or last_revision = ${revision}::int - 1)
  ) as v
  group by track
  having bool_or(first_revision = ${revision}) or bool_or(last_revision is not null)`

const outcome = ({ kind }: VersionTable) => {
  const replaced =
    kind === 'organisation'
      ? sql`exists (select from replacement_version as r
          where r.sor_id = touched.track and r.last_revision is null)`
      : sql`false`
  return sql`case
    when touched.track is null then 'unchanged'
    when not known_before then 'created'
    when live_before and not live_after then case when ${replaced} then 'replaced' else 'closed' end
    when live_after and not live_before then 'reopened'
    else 'updated' end`
}
