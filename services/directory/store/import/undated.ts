import { sql, type Transaction } from 'kysely'
import type { LocalDate } from '../../domain/time/local-date.ts'
import type { Tables } from '../tables.ts'
import { heldOf } from './held.ts'
import type { ImportRun } from './import-run.ts'
import { stageOf } from './stage-tables.ts'
import type { VersionTable } from './version-tables.ts'

/**
 * Gives a period to staged rows whose source does not date them. What is as it was keeps its beginning; what changed
 * begins on the snapshot's day; what is new begins on its own day where the source gives one, else on the snapshot's.
 * A source's own beginning thus binds at first sight only.
 */
export async function dateUndated(
  trx: Transaction<Tables>,
  table: VersionTable,
  { day }: ImportRun,
  holdsAny: boolean,
): Promise<void> {
  if (holdsAny) await dateByHeld(trx, table, day)
  await sql`
    update ${sql.table(stageOf(table.name))}
    set dated = true, valid_from = least(valid_to, coalesce(valid_from, ${day}))
    where not dated`.execute(trx)
}

// `least` and `greatest` pass over nulls: an open end leaves the beginning as it is.
async function dateByHeld(
  trx: Transaction<Tables>,
  table: VersionTable,
  day: LocalDate,
): Promise<void> {
  const stage = sql.table(stageOf(table.name))
  await sql`
    update ${stage} as s
    set dated = true, valid_from = least(s.valid_to, case
      when was.hash = s.hash and (was.valid_to is null or was.valid_to >= ${day} or s.valid_to < ${day})
        then was.valid_from
      when was.valid_to < ${day} and s.valid_from > was.valid_to then s.valid_from
      when was.valid_from > ${day} then greatest(${day}::date, s.valid_from)
      else ${day} end)
    from (
      select distinct on (track) track, valid_from, valid_to, hash
      from ${sql.table(heldOf(table.name))}
      order by track, valid_from desc
    ) as was
    where not s.dated and was.track = s.track`.execute(trx)
}
