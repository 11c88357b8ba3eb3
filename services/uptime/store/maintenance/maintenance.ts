import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely'
import type { Maintenance } from '../../domain/incident/maintenance.ts'
import type { Tables } from '../tables.ts'

/**
 * Maintenance that was announced and not cancelled, and that touches a window; by its beginning.
 *
 * @param window milliseconds since 1970; `to` is not in it
 */
export async function maintenanceIn(
  db: Kysely<Tables>,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<readonly Maintenance[]> {
  return read(
    db,
    sql`ends_at > ${new Date(from).toISOString()} and starts_at < ${new Date(to).toISOString()}`,
  )
}

/**
 * Maintenance that was not cancelled, held until the transaction ends.
 *
 * @returns null where there is none of that id
 */
export async function lockMaintenance(
  trx: Transaction<Tables>,
  id: string,
): Promise<Maintenance | null> {
  await sql`select from maintenance where id = ${id} for update`.execute(trx)
  const [found] = await read(trx, sql`id = ${id}`)
  return found ?? null
}

async function read(
  db: Kysely<Tables>,
  condition: RawBuilder<unknown>,
): Promise<readonly Maintenance[]> {
  const { rows } = await sql<Maintenance>`
    select id, services, to_json(starts_at) #>> '{}' as "startsAt", to_json(ends_at) #>> '{}' as "endsAt", title,
      to_json(announced_at) #>> '{}' as "announcedAt"
    from maintenance
    where cancelled_at is null and ${condition}
    order by starts_at, id`.execute(db)
  return rows
}

/** Announces maintenance, or says it anew under the same id. */
export async function announceMaintenance(
  db: Kysely<Tables>,
  maintenance: Maintenance,
): Promise<void> {
  const row = {
    services: [...maintenance.services],
    starts_at: maintenance.startsAt,
    ends_at: maintenance.endsAt,
    title: JSON.stringify(maintenance.title),
    announced_at: maintenance.announcedAt,
    cancelled_at: null,
  }
  await db
    .insertInto('maintenance')
    .values({ id: maintenance.id, ...row })
    .onConflict((on) => on.column('id').doUpdateSet(row))
    .execute()
}

/** @returns false where there is none of that id that could be cancelled */
export async function cancelMaintenance(
  db: Kysely<Tables>,
  id: string,
  at: string,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('maintenance')
    .set({ cancelled_at: at })
    .where('id', '=', id)
    .where('cancelled_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
