import { type RawBuilder, sql } from 'kysely'
import type { NameMatch, UnitCondition, UnitNumber } from '../../domain/catalogue/unit-condition.ts'
import { isInForceAt, type Sight, standsAt } from '../reading/sight.ts'
import { folded, foldedSql } from './folded-name.ts'
import { unitTouches } from './touches.ts'

type Of<Kind extends UnitCondition['kind']> = Extract<UnitCondition, { kind: Kind }>

/**
 * The condition as SQL over a version of a unit, true or false and never null.
 *
 * @param u the row is `u`
 */
export function unitConditionSql(condition: UnitCondition, sight: Sight): RawBuilder<boolean> {
  const inner = (of: readonly UnitCondition[]) => of.map((one) => unitConditionSql(one, sight))
  switch (condition.kind) {
    case 'all':
      return joined(inner(condition.of), sql` and `, sql<boolean>`true`)
    case 'any':
      return joined(inner(condition.of), sql` or `, sql<boolean>`false`)
    case 'not':
      return sql`not coalesce(${unitConditionSql(condition.of, sight)}, false)`
    case 'active':
      return sql`(${standsAt('u', sight)} and ${isInForceAt('u', sight)})`
    case 'number':
      return NUMBERS[condition.of](sql`${[...condition.values]}::text[]`)
    case 'has':
      return HAS[condition.what]
    case 'name':
      return matchSql(sql`u.name`, condition)
    case 'parent':
      return sql`u.parent_id = any(${[...condition.sorIds]}::text[])`
    case 'level':
      return sql`u.level = ${condition.level}`
    case 'type':
      return typeSql(condition)
    case 'speciality':
      return specialitySql(condition)
    case 'place':
      return hasPlace('u')
    case 'service':
      return hasService('u')
    case 'address':
      return addressSql(condition)
    case 'changed-after':
      return sql`u.sor_id in (
        select id from (${unitTouches({ sight, after: condition.revision })}) as touch)`
  }
}

const joined = (
  parts: readonly RawBuilder<boolean>[],
  glue: RawBuilder<unknown>,
  none: RawBuilder<boolean>,
): RawBuilder<boolean> => (parts.length === 0 ? none : sql<boolean>`(${sql.join(parts, glue)})`)

const NUMBERS: Readonly<Record<UnitNumber, (values: RawBuilder<unknown>) => RawBuilder<boolean>>> =
  {
    sorId: (values) => sql`u.sor_id = any(${values})`,
    cvr: (values) => sql`u.cvr = any(${values})`,
    // As the index has it.
    ydernummer: (values) => sql`(u.ydernumre && ${values} and u.ydernumre <> '{}')`,
    shak: (values) => sql`u.shak = any(${values})`,
  }

const HAS: Readonly<Record<Of<'has'>['what'], RawBuilder<boolean>>> = {
  sorId: sql`true`,
  cvr: sql`u.cvr is not null`,
  ydernummer: sql`u.ydernumre <> '{}'`,
  shak: sql`u.shak is not null`,
  parent: sql`u.parent_id is not null`,
  type: sql`u.type_code is not null`,
  speciality: sql`u.specialities <> '[]'`,
}

const stated = (column: string): RawBuilder<boolean> =>
  sql<boolean>`jsonb_typeof(${sql.ref(column)}) = 'object'`

/**
 * Whether a version of a unit tells where the unit is: it is visited where it has its letters, but for an owner.
 *
 * @param row alias of the version
 */
export const hasPlace = (row: string): RawBuilder<boolean> => sql<boolean>`coalesce(
  ${stated(`${row}.visiting`)} or ${stated(`${row}.activity`)}
  or (${sql.ref(`${row}.level`)} <> 'OWNER' and ${stated(`${row}.postal`)}), false)`

/**
 * Whether a version of a unit tells what the unit offers.
 *
 * @param row alias of the version
 */
export const hasService = (row: string): RawBuilder<boolean> => sql<boolean>`(
  ${sql.ref(`${row}.level`)} <> 'OWNER'
  and (${sql.ref(`${row}.type_code`)} is not null or ${sql.ref(`${row}.specialities`)} <> '[]'))`

const IS_NUMBER = '^[0-9]+$'

function typeSql({ code, isCoded }: Of<'type'>): RawBuilder<boolean> {
  const coded = isCoded === null ? sql`true` : sql`(u.type_code ~ ${IS_NUMBER}) = ${isCoded}`
  return sql`(u.type_code is not null and ${coded} and ${code === null ? sql`true` : sql`u.type_code = ${code}`})`
}

function specialitySql({ code, isCoded }: Of<'speciality'>): RawBuilder<boolean> {
  const coded = isCoded === null ? sql`true` : sql`(s ->> 'code' ~ ${IS_NUMBER}) = ${isCoded}`
  return sql`(u.specialities <> '[]' and exists (
    select from jsonb_array_elements(u.specialities) as s
    where ${coded} and ${code === null ? sql`true` : sql`s ->> 'code' = ${code}`}))`
}

// The addresses that a unit shows as its own.
const addressSql = (condition: Of<'address'>): RawBuilder<boolean> => sql`(
  ${matchSql(sql`u.postal ->> ${condition.field}`, condition)}
  or ${matchSql(sql`u.visiting ->> ${condition.field}`, condition)})`

function matchSql(
  column: RawBuilder<unknown>,
  { match, value }: { readonly match: NameMatch; readonly value: string },
): RawBuilder<boolean> {
  // As the index has it; equal is equal in every collation, while lower case is not.
  if (match === 'equals') return sql`coalesce((${column}) collate "C" = ${value}, false)`
  const begins = `${escaped(folded(value))}%`
  return sql`coalesce(${foldedSql(column)} like ${match === 'contains' ? `%${begins}` : begins}, false)`
}

const escaped = (text: string): string => text.replace(/[\\%_]/g, '\\$&')
