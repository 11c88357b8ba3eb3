import { sql, type Transaction } from 'kysely'
import type { Tables } from '../tables.ts'
import type { ImportRun } from './import-run.ts'
import { rejectRows } from './reject-rows.ts'
import { REJECTIONS, stageOf } from './stage-tables.ts'
import { tableOf } from './version-tables.ts'

const UNITS = tableOf('organisation')
const MAILBOXES = tableOf('mailbox')
const STAGE = sql.table(stageOf(UNITS.name))

/** Whether a source holds the unit, in whatever period. */
const held = (id: string) => sql`exists (
  select from organisation_version as held
  where held.sor_id = ${sql.ref(id)} and held.last_revision is null)`

/**
 * Rejects units whose parent is nowhere: not in the snapshot, and held by no source. A rejected parent that is held keeps
 * its children; one that is not takes them along, down to the last.
 */
export async function rejectOrphans(trx: Transaction<Tables>): Promise<void> {
  while ((await rejectOrphansOnce(trx)) > 0) {
    await sql`analyze ${STAGE}`.execute(trx)
  }
}

const rejectOrphansOnce = (trx: Transaction<Tables>): Promise<number> =>
  rejectRows(trx, UNITS, {
    rule: sql`case when parent_rejected then 'PARENT_REJECTED' else 'PARENT_UNKNOWN' end`,
    rows: sql`
      select orphan.ctid as row, orphan.parent_id as value, parent_rejected,
             format(case when parent_rejected
                      then 'Cannot take organisation "%s": its parent "%s" was rejected'
                      else 'Cannot take organisation "%s": its parent "%s" is unknown' end,
                    orphan.track, orphan.parent_id) as message
      from ${STAGE} as orphan
      cross join lateral (select exists (
        select from ${sql.table(REJECTIONS)} as r
        where r.subject_kind = 'organisation' and r.subject_key = orphan.parent_id
      ) as parent_rejected) as parent
      where orphan.parent_id is not null
        and not exists (select from ${STAGE} as parent where parent.track = orphan.parent_id)
        and not ${held('orphan.parent_id')}`,
  })

/** Rejects mailboxes of SOR whose unit is nowhere; those of the endpoint register are served without their unit. */
export async function rejectOwnerless(trx: Transaction<Tables>): Promise<void> {
  await rejectRows(trx, MAILBOXES, {
    rule: 'OWNER_UNKNOWN',
    rows: sql`
      select mailbox.ctid as row, coalesce(mailbox.sor_id, '') as value,
             format('Cannot take mailbox "%s": its unit "%s" is unknown',
                    mailbox.gln, mailbox.sor_id) as message
      from ${sql.table(stageOf(MAILBOXES.name))} as mailbox
      where mailbox.register = 'sor'
        and not exists (select from ${STAGE} as unit where unit.track = mailbox.sor_id)
        and not ${held('mailbox.sor_id')}`,
  })
}

// No register's tree comes near it; a longer chain is a circle or an attack.
const MAX_DEPTH = 100

/** Rejects units that are their own ancestors, by the parents that the snapshot gives for its day. */
export async function rejectCycles(trx: Transaction<Tables>, run: ImportRun): Promise<void> {
  await sql`drop table if exists pg_temp.parents, pg_temp.unrooted`.execute(trx)
  await sql`
    create temp table parents on commit drop as
    select distinct on (track) track, parent_id
    from ${STAGE}
    order by track,
             (coalesce(valid_from, ${run.day}) <= ${run.day} and (valid_to is null or valid_to >= ${run.day})) desc,
             valid_from desc`.execute(trx)
  // Up to version 16, a planner without figures takes this for a join of billions of rows.
  await sql`analyze parents`.execute(trx)
  await sql`
    create temp table unrooted on commit drop as
    with recursive rooted as (
      select track, 0 as depth from parents
      where parent_id is null or not exists (
        select from parents as parent where parent.track = parents.parent_id)
      union all
      select parents.track, depth + 1
      from rooted join parents on parents.parent_id = rooted.track
      where depth < ${sql.lit(MAX_DEPTH)}
    )
    select track, parent_id from parents
    where not exists (select from rooted where rooted.track = parents.track)`.execute(trx)
  await keepCircles(trx)
  await rejectRows(trx, UNITS, {
    rule: 'PARENT_CYCLE',
    rows: sql`
      select s.ctid as row, s.parent_id as value,
             format('Cannot take organisation "%s": its parents lead back to it', s.track) as message
      from ${STAGE} as s join unrooted using (track)`,
  })
}

/** Drops from the unrooted what merely hangs below a circle: each round takes the lowest. */
async function keepCircles(trx: Transaction<Tables>): Promise<void> {
  for (let round = 0; round < MAX_DEPTH; round++) {
    const { numAffectedRows } = await sql`
      delete from unrooted as leaf
      where not exists (select from unrooted as child where child.parent_id = leaf.track)`.execute(
      trx,
    )
    if (!numAffectedRows) return
  }
}
