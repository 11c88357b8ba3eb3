import { type Kysely, sql } from 'kysely'
import type { Change } from '../../domain/change/change.ts'
import { glnOfMailboxId } from '../../domain/mailbox/mailbox.ts'
import type { Tables } from '../tables.ts'

/** SOR ids of the units that carry a mailbox, by the change that is about it. */
export type Carriers = ReadonlyMap<Change, readonly string[]>

/**
 * Reads which units carried the mailboxes that changes are about, when they were made or just before.
 *
 * @returns SOR ids by change; absent where the change is not about a mailbox, or nobody carried it
 */
export async function carriersOf(
  db: Kysely<Tables>,
  sources: readonly string[],
  changes: readonly Change[],
): Promise<Carriers> {
  const about = changes.flatMap((change) => {
    const gln = change.subjectType === 'Endpoint' ? glnOfMailboxId(change.subjectId) : null
    return gln === null ? [] : [{ change, gln }]
  })
  if (about.length === 0) return new Map()
  const { rows } = await sql<{ place: number; units: readonly string[] }>`
    select asked.place::int, array_agg(distinct m.sor_id) as units
    from unnest(${about.map(({ gln }) => gln)}::text[], ${about.map(({ change }) => change.revision)}::int[])
      with ordinality as asked(gln, revision, place)
    join mailbox_version as m on m.gln = asked.gln collate "C" and m.source = any(${[...sources]}::text[])
      and m.sor_id is not null and m.first_revision <= asked.revision
      and (m.last_revision is null or m.last_revision >= asked.revision - 1)
    group by asked.place`.execute(db)
  return new Map(
    rows.flatMap(({ place, units }) => {
      const change = about[place - 1]?.change
      return change ? [[change, units] as const] : []
    }),
  )
}
