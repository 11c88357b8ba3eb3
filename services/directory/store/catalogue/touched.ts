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
  const { touches, table, key, isHeld } = KINDS[kind]
  const these = (column: RawBuilder<unknown>) =>
    ids === null ? sql`` : sql`and ${column} = any(${[...ids]}::text[])`
  return sql`(
    select touch.id, greatest(touch.revision, ${EARLIEST}) as revision, held.first_revision
    from (${touches(wanted)}) as touch join (
      select v.${sql.ref(key)} as id, greatest(min(v.first_revision), ${EARLIEST}) as first_revision
      from ${sql.table(table)} v
      where ${isHeld} and v.first_revision <= ${wanted.sight.revision}::int
        and ${isVisible('v', wanted.sight)} ${these(sql`v.${sql.ref(key)}`)}
      group by 1
    ) as held on held.id = touch.id
    where greatest(touch.revision, ${EARLIEST}) >= held.first_revision ${these(sql`touch.id`)})`
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
