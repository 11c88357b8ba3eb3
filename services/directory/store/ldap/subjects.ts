import { type Kysely, sql } from 'kysely'
import type { View } from '../../domain/time/view.ts'
import { isVisible, type Sight, standsAt } from '../reading/sight.ts'
import type { LdapEntryKind } from '../tables/ldap.ts'
import type { Tables } from '../tables.ts'

const KINDS = {
  organisation: { table: 'organisation_version', key: 'sor_id' },
  service: { table: 'mailbox_version', key: 'gln' },
} as const

/**
 * Lists what the register holds at the revision, on whatever day.
 *
 * @returns SOR ids or GLNs behind `after`, in order
 */
export async function subjectsAfter(
  db: Kysely<Tables>,
  sight: Sight,
  page: { readonly kind: LdapEntryKind; readonly after: string; readonly first: number },
): Promise<readonly string[]> {
  const { table, key } = KINDS[page.kind]
  const column = sql.ref(`v.${key}`)
  const { rows } = await sql<{ subject: string }>`
    select distinct ${column} as subject from ${sql.table(table)} as v
    where ${column} > ${page.after} and ${standsAt('v', sight)} and ${isVisible('v', sight)}
    order by subject limit ${page.first}`.execute(db)
  return rows.map(({ subject }) => subject)
}

/** SOR ids and GLNs. */
export interface Subjects {
  readonly sorIds: readonly string[]
  readonly glns: readonly string[]
}

/** @returns what is in force on one of the days between two, and not on the other: a day that is reached is no change */
export async function turnedBetween(
  db: Kysely<Tables>,
  sight: Sight,
  before: View['day'],
): Promise<Subjects> {
  const turned = async (table: string, key: string): Promise<readonly string[]> => {
    const { rows } = await sql<{ id: string }>`
      select distinct ${sql.ref(`v.${key}`)} as id from ${sql.table(table)} as v
      where ${standsAt('v', sight)} and ${isVisible('v', sight)}
        and (v.valid_from > ${before}::date and v.valid_from <= ${sight.day}::date
          or v.valid_to >= ${before}::date and v.valid_to < ${sight.day}::date)`.execute(db)
    return rows.map(({ id }) => id)
  }
  const points = await turned('access_point_version', 'access_point_id')
  const glns = [
    ...(await turned('mailbox_version', 'gln')),
    ...(await turned('message_types_version', 'gln')),
    ...(await glnsAt(db, points)),
  ]
  return { sorIds: await turned('organisation_version', 'sor_id'), glns: [...new Set(glns)] }
}

async function glnsAt(db: Kysely<Tables>, points: readonly string[]): Promise<readonly string[]> {
  if (points.length === 0) return []
  const { rows } = await sql<{ gln: string }>`
    select distinct gln from mailbox_version
    where access_point_id = any(${[...points]}::text[])`.execute(db)
  return rows.map(({ gln }) => gln)
}

/**
 * Adds what shows what the given ones are: the mailboxes that units carry, the units that carry mailboxes, and all units
 * below, which inherit addresses and mailboxes.
 *
 * @param most where there are more units or GLNs than that, there is no end of what is affected
 * @returns null beyond that
 */
export async function affectedBy(
  db: Kysely<Tables>,
  sight: Sight,
  { sorIds, glns, most }: Subjects & { readonly most: number },
): Promise<Subjects | null> {
  const { rows } = await sql<{ kind: LdapEntryKind; id: string }>`
    with recursive named_gln as materialized (
      select unnest(${[...glns]}::text[]) as gln
      union select gln from mailbox_version where sor_id = any(${[...sorIds]}::text[])
    ),
    below as (
      select unnest(${[...sorIds]}::text[]) collate "C" as sor_id
      union select m.sor_id from mailbox_version m join named_gln n on n.gln = m.gln where m.sor_id is not null
      union
      select v.sor_id from below join organisation_version v on v.parent_id = below.sor_id
      where ${standsAt('v', sight)}
    ),
    unit as materialized (select sor_id from below limit ${most + 1}),
    mailbox as (
      select gln from named_gln
      union select m.gln from mailbox_version m join unit on unit.sor_id = m.sor_id
    )
    select 'organisation' as kind, sor_id as id from unit
    union all (select 'service', gln from mailbox limit ${most + 1})`.execute(db)
  const of = (kind: LdapEntryKind) => rows.flatMap((row) => (row.kind === kind ? [row.id] : []))
  const found = { sorIds: of('organisation').sort(), glns: of('service').sort() }
  return found.sorIds.length > most || found.glns.length > most ? null : found
}
