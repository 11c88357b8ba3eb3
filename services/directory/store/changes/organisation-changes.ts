import { sql, type Transaction } from 'kysely'
import type { Tables } from '../tables.ts'
import { type ChangePart, DRAFT, MENTIONS } from './change-draft.ts'
import {
  differences,
  findTouched,
  isTouched,
  KIND_OF_RECORD,
  type RecordShape,
  stands,
  touchedOf,
} from './touched-records.ts'

/** The record that a source holds of a unit. */
export const UNIT_RECORD: RecordShape = {
  table: 'organisation_version',
  key: { sor_id: sql.ref('v.sor_id') },
  fields: {
    ...{ valid_from: 'validFrom', valid_to: 'validTo', first_from: 'status', name: 'name' },
    ...{ level: 'level', type_code: 'type', type_display: 'type', specialities: 'specialities' },
    ...{ cvr: 'cvr', ydernumre: 'ydernumre', shak: 'shak', parent_id: 'parent' },
    ...{ inherits_gln: 'endpoints', region: 'addresses', postal: 'addresses' },
    ...{ visiting: 'addresses', activity: 'addresses', contact: 'contact' },
  },
  trackFields: [],
}

const DIFFERENCE = sql.raw('pg_temp.unit_difference')

/** The touched units that cover other days than before: a query of source and SOR id. */
export const COVERS_ANEW = sql`(
  select source, sor_id from ${touchedOf(UNIT_RECORD)} where not (was and now)
  union all select source, sor_id from ${DIFFERENCE} where covers_anew)`

/** What a revision did to units: to their records, to who replaces whom, and to the SHAK codes that name them. */
export const organisationChanges: ChangePart = async (trx, revision) => {
  await findTouched(trx, UNIT_RECORD, revision)
  await sql`drop table if exists ${DIFFERENCE}`.execute(trx)
  await sql`create temp table unit_difference on commit drop as
    ${differences(UNIT_RECORD, revision)}`.execute(trx)
  await sql`
    insert into ${DRAFT} (source, subject_type, subject_id, kind, fields)
    select source, 'Organisation', sor_id, ${KIND_OF_RECORD}, coalesce(fields, '{}')
    from ${touchedOf(UNIT_RECORD)} left join ${DIFFERENCE} using (source, sor_id)`.execute(trx)
  await mentions(trx, revision)
  await reopenedByListing(trx, revision)
}

// A unit that comes with this revision is told of as a whole.
const isKnown = (sorId: string, revision: number) => sql`exists (
  select from organisation_version as known
  where known.sor_id = ${sql.ref(sorId)} and known.first_revision < ${revision}::int)`

async function mentions(trx: Transaction<Tables>, revision: number): Promise<void> {
  const replacement = sql`from replacement_version as r where ${isTouched('r', revision)}`
  await sql`
    insert into ${MENTIONS} (source, subject_type, subject_id, kind, fields)
    select source, 'Organisation', sor_id,
      case when first_revision = ${revision}::int and not exists (
        select from replacement_version as was where was.source = r.source and was.track = r.track
          and was.last_revision = ${revision}::int - 1
      ) then 'REPLACED' else 'UPDATED' end, array['replacedBy']
    ${replacement} and ${isKnown('r.sor_id', revision)}
    union all
    select source, 'Organisation', replaced_by, 'UPDATED', array['replaces']
    ${replacement} and ${isKnown('r.replaced_by', revision)}
    union all
    select source, 'Organisation', sor_id, 'UPDATED', array['shak']
    from shak_map_version as m where ${isTouched('m', revision)} and ${isKnown('m.sor_id', revision)}`.execute(
    trx,
  )
}

/**
 * The endpoint register dates no unit: one that it lists is open again when the listing is later than the end that another
 * source gives. So a newer listing opens units of which no row is touched.
 */
async function reopenedByListing(trx: Transaction<Tables>, revision: number): Promise<void> {
  await sql`
    insert into ${MENTIONS} (source, subject_type, subject_id, kind, fields)
    select distinct listed.source, 'Organisation', listed.sor_id, 'UPDATED', array['status']
    from snapshot as listing
    join source on source.name = listing.source and source.format = 'eer'
    cross join lateral (
      select max(before.snapshot_date) as day from snapshot as before
      where before.source = listing.source and before.revision < ${revision}::int
    ) as last
    join organisation_version as listed on listed.source = listing.source and ${stands('listed', revision)}
    join organisation_version as ended on ended.sor_id = listed.sor_id and ${stands('ended', revision)}
      and ended.valid_to >= last.day and ended.valid_to < listing.snapshot_date
    join source as dating on dating.name = ended.source and dating.format <> 'eer'
    where listing.revision = ${revision}::int and listing.snapshot_date > last.day`.execute(trx)
}
