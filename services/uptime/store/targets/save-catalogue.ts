import { type Kysely, sql, type Transaction } from 'kysely'
import type { Catalogue } from '../../domain/catalogue.ts'
import { subjectKey } from '../../domain/subject.ts'
import type { Target } from '../../domain/target.ts'
import type { Tables } from '../tables.ts'

/**
 * Makes the tables what the catalogue says. What it no longer names is kept for its history, and is knocked on no more.
 *
 * @param targets of the catalogue, as `targetsOf()` numbers them
 */
export async function saveCatalogue(
  db: Kysely<Tables>,
  { services, accessPoints }: Catalogue,
  targets: readonly Target[],
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`lock table service in share row exclusive mode`.execute(trx)
    await saveServices(trx, services)
    await saveAccessPoints(trx, accessPoints)
    await saveTargets(trx, targets)
  })
}

async function saveServices(
  trx: Transaction<Tables>,
  services: Catalogue['services'],
): Promise<void> {
  const rows = services.map((document, place) => ({ id: document.id, document, place }))
  await sql`update service set place = null where place is not null`.execute(trx)
  await sql`
    insert into service (id, document, place)
    select id, document, place
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(id text, document jsonb, place integer)
    on conflict (id) do update set document = excluded.document, place = excluded.place`.execute(
    trx,
  )
}

async function saveAccessPoints(
  trx: Transaction<Tables>,
  accessPoints: Catalogue['accessPoints'],
): Promise<void> {
  const rows = accessPoints.map((document) => ({ id: document.id, document }))
  await sql`update access_point set is_listed = false where is_listed`.execute(trx)
  await sql`
    insert into access_point (id, document, is_listed)
    select id, document, true
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(id text, document jsonb)
    on conflict (id) do update set document = excluded.document, is_listed = true`.execute(trx)
}

async function saveTargets(trx: Transaction<Tables>, targets: readonly Target[]): Promise<void> {
  const rows = targets.map(({ id, subject, probe }) => ({
    id,
    subject: subjectKey(subject),
    probe,
  }))
  await sql`update target set is_listed = false where is_listed`.execute(trx)
  await sql`
    insert into target (id, subject, probe, is_listed)
    select id, subject, probe, true
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(id text, subject text, probe jsonb)
    on conflict (id) do update set subject = excluded.subject, probe = excluded.probe, is_listed = true`.execute(
    trx,
  )
}
