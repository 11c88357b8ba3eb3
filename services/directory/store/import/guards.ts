import { type RawBuilder, sql, type Transaction } from 'kysely'
import type { Tables } from '../tables.ts'
import type { ImportRun } from './import-run.ts'
import { inForce, standsIn } from './in-force.ts'

/** What an import would close without notice. */
export interface Closings {
  readonly kind: 'organisation' | 'mailbox' | 'group-member'
  /** Units, GLNs, or members of groups, of the source in force on the day, as the register held it before. */
  readonly active: number
  /** Of those, the ones no longer in force and not replaced. */
  readonly closed: number
  /** A few of the closed, by SOR id, GLN, or group and member. */
  readonly examples: readonly string[]
}

/** Closings beyond both bounds, 5 % and 20, are taken for a broken file. */
export const isTooMany = ({ active, closed }: Closings): boolean =>
  closed > 20 && closed > active * 0.05

/**
 * Counts what the import closes, after the difference and before it is kept. What the last snapshot announced to end
 * before the day is no longer active by then.
 */
export async function closingsOf(
  trx: Transaction<Tables>,
  run: ImportRun,
): Promise<readonly Closings[]> {
  return [
    await closings(trx, run, {
      kind: 'organisation',
      table: 'organisation_version',
      key: 'sor_id',
      excuse: REPLACED,
    }),
    await closings(trx, run, {
      kind: 'mailbox',
      table: 'mailbox_version',
      key: 'gln',
      excuse: sql`(${REPLACED} or ${unitEnded(run)})`,
    }),
    await closings(trx, run, {
      kind: 'group-member',
      table: 'group_member_version',
      key: 'track',
      excuse: sql`coalesce(${REPLACED}, false)`,
    }),
  ]
}

const REPLACED = sql`exists (
  select from replacement_version as r
  where r.sor_id = active.sor_id and r.last_revision is null)`

/** A mailbox may go with its unit when the unit's end was announced. */
const unitEnded = ({ day, revision }: ImportRun): RawBuilder<unknown> => {
  const unit = sql`select from organisation_version as u
    where u.sor_id = active.sor_id and ${standsIn('u', revision - 1)}`
  return sql`(exists (${unit}) and not exists (${unit} and ${inForce('u', day)}))`
}

async function closings(
  trx: Transaction<Tables>,
  { source, day, revision }: ImportRun,
  of: {
    readonly kind: Closings['kind']
    readonly table: 'organisation_version' | 'mailbox_version' | 'group_member_version'
    readonly key: 'sor_id' | 'gln' | 'track'
    readonly excuse: RawBuilder<unknown>
  },
): Promise<Closings> {
  const rows = (alias: string) => sql`
    from ${sql.table(of.table)} as ${sql.ref(alias)}
    where ${sql.ref(`${alias}.source`)} = ${source} and ${inForce(alias, day)}`
  const { rows: found } = await sql<Omit<Closings, 'kind'>>`
    with active as materialized (
      select distinct b.${sql.ref(of.key)} as key, b.sor_id ${rows('b')} and ${standsIn('b', revision - 1)}
    ),
    still as materialized (
      select distinct a.${sql.ref(of.key)} as key ${rows('a')} and a.last_revision is null
    ),
    gone as (
      select key, bool_and(${of.excuse}) as excused from active
      where not exists (select from still where still.key = active.key)
      group by key
    )
    select (select count(distinct key) from active)::int as active,
           (select count(*) from gone where not excused)::int as closed,
           array(select key from gone where not excused order by key limit 10) as examples`.execute(
    trx,
  )
  const [counts = { active: 0, closed: 0, examples: [] }] = found
  return { kind: of.kind, ...counts }
}
