import type { Kysely } from 'kysely'
import type { CatalogueAccessPoint, CatalogueService } from '../../domain/catalogue.ts'
import type { Tables } from '../tables.ts'

/** The services that are watched, in the catalogue's order. */
export async function listedServices(db: Kysely<Tables>): Promise<readonly CatalogueService[]> {
  const rows = await db
    .selectFrom('service')
    .select('document')
    .where('place', 'is not', null)
    .orderBy('place')
    .execute()
  return rows.map(({ document }) => document)
}

/** The access points that are measured. */
export async function listedAccessPoints(
  db: Kysely<Tables>,
): Promise<readonly CatalogueAccessPoint[]> {
  const rows = await db
    .selectFrom('access_point')
    .select('document')
    .where('is_listed', '=', true)
    .orderBy('id')
    .execute()
  return rows.map(({ document }) => document)
}
