import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Direction, UnitOrder, UnitPage, UnitPlace } from '../../domain/catalogue/catalogue.ts'
import type { UnitCondition } from '../../domain/catalogue/unit-condition.ts'
import { isVisible, type Sight, standsAt } from '../reading/sight.ts'
import { bestFirst } from '../reading/units.ts'
import type { Tables } from '../tables.ts'
import { unitConditionSql } from './unit-conditions.ts'

/** Units that the register holds at the revision, each by the version to read it from, that the condition holds of. */
export async function unitList(
  db: Kysely<Tables>,
  sight: Sight,
  { condition, page }: { readonly condition: UnitCondition; readonly page: UnitPage },
): Promise<readonly UnitPlace[]> {
  const { order, after, first } = page
  const { rows } = await sql<UnitPlace>`
    select u.sor_id as "sorId", u.name from organisation_version u
    where ${matching(condition, sight)} and ${isRead(sight)} ${after === null ? sql`` : behind(after, order)}
    order by ${order.name === null ? sql`` : sql`${NAME} ${WORDS[order.name]},`} u.sor_id ${WORDS[order.sorId]}
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

const NAME = sql`u.name collate "C"`

const WORDS: Readonly<Record<Direction, RawBuilder<unknown>>> = {
  ascending: sql`asc`,
  descending: sql`desc`,
}

const THAN: Readonly<Record<Direction, RawBuilder<unknown>>> = {
  ascending: sql`>`,
  descending: sql`<`,
}

function behind(after: UnitPlace, order: UnitOrder): RawBuilder<unknown> {
  const id = sql`u.sor_id ${THAN[order.sorId]} ${after.sorId}`
  if (order.name === null) return sql`and ${id}`
  return sql`and (${NAME} ${THAN[order.name]} ${after.name} or (${NAME} = ${after.name} and ${id}))`
}
