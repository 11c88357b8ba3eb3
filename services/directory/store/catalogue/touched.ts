import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Touch, Touched, TouchedKind } from '../../domain/catalogue/catalogue.ts'
import { isVisible, type Sight } from '../reading/sight.ts'
import type { Tables } from '../tables.ts'
import {
  glnTouches,
  groupTouches,
  providerTouches,
  type TouchesWanted,
  unitTouches,
} from './touches.ts'
import { hasPlace, hasService } from './unit-conditions.ts'

const UNITS = { table: 'organisation_version', key: 'sor_id' } as const

const KINDS = {
  unit: { touches: unitTouches, ...UNITS, isHeld: sql`true` },
  place: { touches: unitTouches, ...UNITS, isHeld: hasPlace('v') },
  service: { touches: unitTouches, ...UNITS, isHeld: hasService('v') },
  provider: {
    touches: providerTouches,
    table: 'practitioner_version',
    key: 'ydernummer',
    isHeld: sql`true`,
  },
  group: { touches: groupTouches, table: 'group_version', key: 'group_id', isHeld: sql`true` },
  gln: { touches: glnTouches, table: 'mailbox_version', key: 'gln', isHeld: sql`true` },
} as const

const EARLIEST = sql`(select min(number) from revision)`

/** A thing is not touched before the register has held it; a copy of a register begins with the first revision that it has. */
const sinceHeld = (kind: TouchedKind, wanted: TouchesWanted, ids: readonly string[] | null) => {
  const isOfMost = ids === null && wanted.after === 0
  return sql`(
    select touch.id, greatest(touch.revision, ${EARLIEST}) as revision, held.first_revision
    from (${KINDS[kind].touches({ ...wanted, isOfMost })}) as touch,
      ${isOfMost ? ofAll(kind, wanted) : ofEach(kind, wanted)} as held
    where held.id = touch.id and greatest(touch.revision, ${EARLIEST}) >= held.first_revision
      ${ids === null ? sql`` : sql`and touch.id = any(${[...ids]}::text[])`})`
}

/** Since when everything has been held. */
const ofAll = (kind: TouchedKind, { sight }: TouchesWanted): RawBuilder<unknown> => {
  const { table, key, isHeld } = KINDS[kind]
  return sql`(
    select v.${sql.ref(key)} as id, greatest(min(v.first_revision), ${EARLIEST}) as first_revision
    from ${sql.table(table)} v
    where ${isHeld} and v.first_revision <= ${sight.revision}::int and ${isVisible('v', sight)}
    group by 1)`
}

/** The same, one by one: a few are found by their index, whatever the planner knows of the table. */
const ofEach = (kind: TouchedKind, { sight }: TouchesWanted): RawBuilder<unknown> => {
  const { table, key, isHeld } = KINDS[kind]
  return sql`lateral (
    select touch.id, greatest(min(v.first_revision), ${EARLIEST}) as first_revision
    from ${sql.table(table)} v
    where v.${sql.ref(key)} = touch.id
      and ${isHeld} and v.first_revision <= ${sight.revision}::int and ${isVisible('v', sight)}
    having count(*) > 0)`
}

/** @returns by id, the first and the last touch; absent where the register has never held it */
export async function touchedOf(
  db: Kysely<Tables>,
  sight: Sight,
  { kind, ids }: { readonly kind: TouchedKind; readonly ids: readonly string[] },
): Promise<ReadonlyMap<string, Touched>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<Touched & { id: string }>`
    select id, min(first_revision) as first, max(revision) as last
    from ${sinceHeld(kind, { sight, after: 0 }, ids)} as touch group by id`.execute(db)
  return new Map(rows.map(({ id, first, last }) => [id, { first, last }]))
}

/** @returns each thing once for each revision that touched it, the latest first, then by id */
export async function touchesAfter(
  db: Kysely<Tables>,
  sight: Sight,
  wanted: {
    readonly kind: TouchedKind
    readonly after: number
    readonly ids: readonly string[] | null
  },
): Promise<readonly Touch[]> {
  const { kind, after, ids } = wanted
  const { rows } = await sql<Touch>`
    select id, revision from ${sinceHeld(kind, { sight, after }, ids)} as touch
    group by id, revision order by revision desc, id collate "C"`.execute(db)
  return rows
}
