import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { UnitOrder, UnitPage, UnitPlace } from '../../domain/catalogue/catalogue.ts'
import type { UnitCondition } from '../../domain/catalogue/unit-condition.ts'
import { isVisible, type Sight, standsAt } from '../reading/sight.ts'
import { bestFirst } from '../reading/units.ts'
import type { Tables } from '../tables.ts'
import { unitTouches } from './touches.ts'
import { unitConditionSql } from './unit-conditions.ts'

/** Units that the register holds at the revision, each by the version to read it from, that the condition holds of. */
export async function unitList(
  db: Kysely<Tables>,
  sight: Sight,
  { condition, page }: { readonly condition: UnitCondition; readonly page: UnitPage },
): Promise<readonly UnitPlace[]> {
  const { order, descending, after, first } = page
  const key = KEYS[order]
  const direction = descending ? sql`desc` : sql`asc`
  const { rows } = await sql<UnitPlace>`
    select u.sor_id as "sorId", (${key})::text as key from organisation_version u
    ${order === 'touched' ? lastTouches(sight) : sql``}
    where ${matching(condition, sight)} and ${isRead(sight)} ${after === null ? sql`` : behind(after, { page, key })}
    order by ${order === 'sorId' ? sql`` : sql`${key} ${direction},`} u.sor_id ${order === 'sorId' ? direction : sql``}
    limit ${first}::int`.execute(db)
  return rows
}

/** How many units {@link unitList} would list on all pages. */
export async function countUnits(
  db: Kysely<Tables>,
  sight: Sight,
  condition: UnitCondition,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from organisation_version u
    where ${matching(condition, sight)} and ${isReadOfMany(sight)}`.execute(db)
  return rows[0]?.count ?? 0
}

/** The register holds the row `u` still, and the condition holds of it. */
const matching = (condition: UnitCondition, sight: Sight): RawBuilder<boolean> => sql<boolean>`
  ${known('u', sight)} and ${standsAt('u', sight)} and ${unitConditionSql(condition, sight)}`

/**
 * The row `u` is the version that its unit is read from. Most units have one version: that there is no other is found much
 * faster than which one is best.
 */
const isRead = (sight: Sight): RawBuilder<boolean> => sql<boolean>`(
  not exists (
    select from organisation_version o
    where o.sor_id = u.sor_id and o.id <> u.id and ${known('o', sight)}
  ) or ${isBest(sight)})`

/** The same, where it is asked of most units: those with several versions are looked up once. */
const isReadOfMany = (sight: Sight): RawBuilder<boolean> => sql<boolean>`(
  u.sor_id not in (
    select o.sor_id from organisation_version o where ${known('o', sight)}
    group by o.sor_id having count(*) > 1
  ) or ${isBest(sight)})`

const isBest = (sight: Sight): RawBuilder<boolean> => sql<boolean>`u.id = (
  select v.id from organisation_version v join source s on s.name = v.source
  where v.sor_id = u.sor_id and ${known('v', sight)} order by ${bestFirst(sight)} limit 1)`

const known = (row: string, sight: Sight): RawBuilder<boolean> =>
  sql<boolean>`${sql.ref(`${row}.first_revision`)} <= ${sight.revision}::int and ${isVisible(row, sight)}`

const KEYS: Readonly<Record<UnitOrder, RawBuilder<unknown>>> = {
  sorId: sql`u.sor_id`,
  name: sql`u.name collate "C"`,
  touched: sql`last_touch.revision`,
}

const lastTouches = (sight: Sight): RawBuilder<unknown> => sql`
  join (
    select touch.id, max(touch.revision) as revision
    from (${unitTouches({ sight, after: 0, isOfMost: true })}) as touch group by touch.id
  ) as last_touch on last_touch.id = u.sor_id`

function behind(
  after: UnitPlace,
  { page, key }: { readonly page: UnitPage; readonly key: RawBuilder<unknown> },
): RawBuilder<unknown> {
  const than = page.descending ? sql`<` : sql`>`
  if (page.order === 'sorId') return sql`and u.sor_id ${than} ${after.sorId}`
  const value = page.order === 'touched' ? sql`${after.key}::int` : sql`${after.key}`
  return sql`and (${key} ${than} ${value} or (${key} = ${value} and u.sor_id > ${after.sorId}))`
}
