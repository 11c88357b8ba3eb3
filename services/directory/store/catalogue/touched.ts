import { type Kysely, sql } from 'kysely'
import type { Touch, Touched, TouchedKind } from '../../domain/catalogue/catalogue.ts'
import type { Sight } from '../reading/sight.ts'
import type { Tables } from '../tables.ts'
import { glnTouches, groupTouches, type TouchesWanted, unitTouches } from './touches.ts'
import { hasPlace, hasService } from './unit-conditions.ts'

const UNITS = { table: 'organisation_version', key: 'sor_id' } as const

const KINDS = {
  unit: { touches: unitTouches, ...UNITS, isHeld: sql`true` },
  place: { touches: unitTouches, ...UNITS, isHeld: hasPlace('v') },
  service: { touches: unitTouches, ...UNITS, isHeld: hasService('v') },
  group: { touches: groupTouches, table: 'group_version', key: 'group_id', isHeld: sql`true` },
  gln: { touches: glnTouches, table: 'mailbox_version', key: 'gln', isHeld: sql`true` },
} as const

const EARLIEST = sql`(select min(number) from revision)`

/** A thing is not touched before the register has held it; a copy of a register begins with the first revision that it has. */
const sinceHeld = (kind: TouchedKind, wanted: TouchesWanted) => {
  const { touches, table, key, isHeld } = KINDS[kind]
  return sql`(
    select touch.id, greatest(touch.revision, ${EARLIEST}) as revision, held.first_revision
    from (${touches(wanted)}) as touch, lateral (
      select greatest(min(v.first_revision), ${EARLIEST}) as first_revision from ${sql.table(table)} v
      where v.${sql.ref(key)} = touch.id and ${isHeld} and v.first_revision <= ${wanted.sight.revision}::int
        and v.source = any(${[...wanted.sight.visibleSources]}::text[])
      having count(*) > 0
    ) as held
    where greatest(touch.revision, ${EARLIEST}) >= held.first_revision)`
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
    from ${sinceHeld(kind, { sight, after: 0 })} as touch
    where id = any(${[...ids]}::text[]) group by id`.execute(db)
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
  const these = ids === null ? sql`true` : sql`id = any(${[...ids]}::text[])`
  const { rows } = await sql<Touch>`
    select id, revision from ${sinceHeld(kind, { sight, after })} as touch
    where ${these} group by id, revision order by revision desc, id collate "C"`.execute(db)
  return rows
}
