import type { Kysely } from 'kysely'
import type { ViewedDirectory } from '../../domain/directory.ts'
import type { AccessPoint } from '../../domain/mailbox/access-point.ts'
import type { ChildrenPage, Replacements, UnitVersion } from '../../domain/unit/relations.ts'
import type { Tables } from '../tables.ts'
import { accessPointKey, accessPoints } from './access-points.ts'
import { type ChildIds, childrenOf } from './children.ts'
import { holdingSources, withholdingSources } from './holding-sources.ts'
import { batched, type Loader, remembered } from './loader.ts'
import type { Kept, SightMemory } from './memory.ts'
import type { Read } from './read-together.ts'
import { replacementsOf } from './replacements.ts'
import type { Sight } from './sight.ts'
import type { UnitReader } from './unit-reader.ts'
import { unitVersions } from './units.ts'

/** What hangs on units and mailboxes, read only when it is asked for. */
export type RelationReader = Pick<
  ViewedDirectory,
  'versions' | 'holdingSources' | 'withholdingSources' | 'replacements' | 'children' | 'accessPoint'
>

const NO_REPLACEMENTS: Replacements = { replaces: [], replacedBy: [] }
const NO_CHILDREN: ChildIds = { sorIds: [], hasMore: false, total: 0 }

/** Relations of one sight, read once for as long as the reader lives. */
export function relationReader(
  db: Kysely<Tables>,
  sight: Sight,
  { units, memory }: { readonly units: UnitReader; readonly memory: SightMemory | null },
): RelationReader {
  const reader = <V>(read: Read<V>, absent: V, kept: Kept<V> | undefined) =>
    batched(remembered(read, absent, kept), absent)
  const versions = batched<readonly UnitVersion[]>((ids) => unitVersions(db, sight, ids), [])
  const holding = reader((ids) => holdingSources(db, sight, ids), [], memory?.holding)
  const withholding = reader((ids) => withholdingSources(db, sight, ids), [], memory?.withholding)
  const replacements = reader(
    (ids) => replacementsOf(db, sight, ids),
    NO_REPLACEMENTS,
    memory?.replacements,
  )
  const points = batched<AccessPoint | null>(async (keys) => {
    const ids = keys.map((key): string => JSON.parse(key)[1])
    return accessPoints(db, sight, ids)
  }, null)
  const pages = new Map<string, Loader<ChildIds>>()
  const pageLoader = (page: ChildrenPage): Loader<ChildIds> => {
    const name = JSON.stringify([page.first, page.after, page.includeClosed])
    const loader =
      pages.get(name) ??
      batched((parentIds) => childrenOf(db, sight, { parentIds, page }), NO_CHILDREN)
    pages.set(name, loader)
    return loader
  }
  return {
    versions: (sorId) => versions.load(sorId),
    holdingSources: (sorId) => holding.load(sorId),
    withholdingSources: (sorId) => withholding.load(sorId),
    replacements: (sorId) => replacements.load(sorId),
    accessPoint: (reference) => points.load(accessPointKey(reference)),
    children: async (sorId, page) => {
      const { sorIds, ...rest } = await pageLoader(page).load(sorId)
      const found = await Promise.all(sorIds.map((child) => units.unit(child)))
      return { ...rest, units: found.filter((unit) => unit !== null) }
    },
  }
}
