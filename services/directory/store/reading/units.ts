import { type Kysely, type RawBuilder, type Selectable, sql } from 'kysely'
import type { LocalDate } from '../../domain/time/local-date.ts'
import type { UnitVersion } from '../../domain/unit/relations.ts'
import type { Unit } from '../../domain/unit/unit.ts'
import { unitStatusOn } from '../../domain/unit/unit-status.ts'
import type { OrganisationVersionTable, Tables } from '../tables.ts'
import { isInForceAt, isVisible, type Look, type Sight, standsAt } from './sight.ts'

/** A version of a unit as it lies in the table, with the format of its source. */
type UnitRow = Omit<Selectable<OrganisationVersionTable>, 'track' | 'hash' | 'region'> & {
  readonly format: string
}

/**
 * Orders the versions of one unit so that the first is the one to read it from: standing at the revision before taken back,
 * in force on the day before not, the best-ranked source, the last begun before the day, else the earliest after it.
 */
export const bestFirst = (sight: Look): RawBuilder<unknown> => sql`
  case when v.last_revision < ${sight.revision}::int then v.last_revision end desc nulls first,
  ${isInForceAt('v', sight)} and ${mayOpen('s', 'v', sight)} desc, s.rank,
  v.valid_from <= ${sight.day}::date desc, abs(v.valid_from - ${sight.day}::date), v.id desc`

/**
 * The row may say that its unit is open. The endpoint register dates no unit: one that another source dates is not open for
 * being listed there before it begins, nor after its end, unless the listing is later than that end.
 *
 * @param source alias of the row's source
 * @param row alias of a version of a unit
 */
export const mayOpen = (
  source: string,
  row: string,
  sight: Look,
): RawBuilder<boolean> => sql<boolean>`(
  ${sql.ref(`${source}.format`)} <> 'eer' or coalesce((
    select min(dated.valid_from) <= ${sight.day}::date
      and (max(coalesce(dated.valid_to, 'infinity')) >= ${sight.day}::date or max(dated.valid_to) < (
        select max(listing.snapshot_date) from snapshot listing
        where listing.source = ${sql.ref(`${row}.source`)} and listing.revision <= ${sight.revision}::int))
    from organisation_version dated join source dating on dating.name = dated.source
    where dated.sor_id = ${sql.ref(`${row}.sor_id`)} and dating.format <> 'eer'
      and ${standsAt('dated', sight)} and ${isVisible('dated', sight)}
  ), true))`

// Named one by one: a statement that is prepared outlives a column that is added.
const COLUMNS = sql`
  v.id, v.source, v.valid_from, v.valid_to, v.first_revision, v.last_revision, v.sor_id, v.first_from, v.name, v.level,
  v.type_code, v.type_display, v.specialities, v.cvr, v.ydernumre, v.shak, v.parent_id, v.inherits_gln,
  v.postal, v.visiting, v.activity, v.contact, s.format`

/** The versions that the register has ever held up to the revision, of sources that the caller may see. */
const knownVersions = (sight: Sight): RawBuilder<boolean> =>
  sql<boolean>`v.first_revision <= ${sight.revision}::int and ${isVisible('v', sight)}`

/**
 * Reads units and all above them in one statement. A cycle among parents ends by itself: a unit is walked once.
 *
 * @returns by SOR id; absent where the register has never held the unit
 */
export async function unitsWithAncestors(
  db: Kysely<Tables>,
  sight: Sight,
  sorIds: readonly string[],
): Promise<ReadonlyMap<string, Unit>> {
  const best = (sorId: RawBuilder<unknown>) => sql`
    select v.id, v.sor_id, v.parent_id from organisation_version v join source s on s.name = v.source
    where v.sor_id = ${sorId} and ${knownVersions(sight)} order by ${bestFirst(sight)} limit 1`
  const { rows } = await sql<UnitRow>`
    with recursive walk as (
      select best.* from unnest(${[...sorIds]}::text[]) as asked(sor_id),
        lateral (${best(sql`asked.sor_id collate "C"`)}) as best
      union
      select best.* from walk, lateral (${best(sql`walk.parent_id`)}) as best
    )
    select ${COLUMNS} from walk
    join organisation_version v on v.sor_id = walk.sor_id and v.id = walk.id
    join source s on s.name = v.source`.execute(db)
  return new Map(rows.map((row) => [row.sor_id, toUnit(row, sight)]))
}

/**
 * Reads every version of units that the register has held up to the revision.
 *
 * @returns by SOR id, by validity and then by the revision that brought them; those taken back are among them
 */
export async function unitVersions(
  db: Kysely<Tables>,
  sight: Sight,
  sorIds: readonly string[],
): Promise<ReadonlyMap<string, readonly UnitVersion[]>> {
  const { rows } = await sql<UnitRow>`
    select ${COLUMNS} from organisation_version v join source s on s.name = v.source
    where v.sor_id = any(${[...sorIds]}::text[]) and ${knownVersions(sight)}
    order by v.valid_from, v.first_revision, s.rank, v.id`.execute(db)
  return Map.groupBy(
    rows.map((row) => toVersion(row, sight)),
    ({ unit }) => unit.sorId,
  )
}

const toVersion = (row: UnitRow, sight: Sight): UnitVersion => ({
  unit: toUnit(row, sight),
  firstRevision: row.first_revision,
  lastRevision: isGoneAt(row, sight) ? row.last_revision : null,
})

const isGoneAt = ({ last_revision }: UnitRow, { revision }: Sight): boolean =>
  last_revision !== null && last_revision < revision

function toUnit(row: UnitRow, sight: Sight): Unit {
  const life = {
    validFrom: row.valid_from as LocalDate,
    validTo: row.valid_to as LocalDate | null,
    firstFrom: row.first_from as LocalDate | null,
    // The endpoint register dates no organisation.
    isDated: row.format !== 'eer',
    isGone: isGoneAt(row, sight),
  }
  return {
    ...life,
    rowId: row.id,
    source: row.source,
    sorId: row.sor_id,
    status: unitStatusOn(life, sight.day),
    name: row.name,
    level: row.level,
    type: row.type_code === null ? null : { code: row.type_code, display: row.type_display },
    specialities: row.specialities,
    cvr: row.cvr,
    ydernumre: row.ydernumre,
    shak: row.shak,
    parentId: row.parent_id,
    inheritsGln: row.inherits_gln,
    postal: row.postal,
    visiting: row.visiting,
    activity: row.activity,
    contact: row.contact,
  }
}
