import type { UnitCondition } from '../../domain/catalogue/unit-condition.ts'
import type { Criterion } from '../criterion.ts'
import type { HistoryEntry, HistoryPage, ReadResult, ResourceReader } from '../port.ts'
import { entriesOf, entryOf, historyPage } from './history-page.ts'
import { type HistoryItem, type ReaderSource, versionOf, viewAt, viewOf } from './reader-source.ts'
import { unitConditionOf } from './unit-criteria.ts'
import { unitResources } from './unit-resources.ts'
import { unitSearch } from './unit-search.ts'
import type { UnitShape } from './unit-shape.ts'

/** Reads the resources of one type that are units. */
export function unitReader(source: ReaderSource, shape: UnitShape): ResourceReader {
  const view = () => viewOf(source)
  const read = async (ids: readonly string[]): Promise<ReadonlyMap<string, ReadResult>> => {
    const at = await view()
    const versions = await currentVersions(source, shape, ids)
    const found = await unitResources(at, shape, versions)
    const results = [...versions].map(([id, version]): [string, ReadResult] => {
      const resource = found.get(id)
      return resource
        ? [id, { kind: 'found', resource }]
        : [id, { kind: 'gone', tombstone: { id, ...version } }]
    })
    return new Map(results)
  }
  const touches = async (ids: readonly string[] | null, after: number) =>
    (await view()).touchesAfter(shape.touched, after, ids)
  const entriesAt = async (
    revision: number,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, HistoryEntry>> => {
    const recorded = (await source.catalogue.recorded([revision])).get(revision)
    if (!recorded) throw new TypeError('Cannot tell when a revision was recorded')
    const at = await viewAt(source, recorded)
    const version = versionOf(recorded)
    const held = await at.touched(shape.touched, ids)
    const found = await unitResources(at, shape, new Map(ids.map((id) => [id, version])))
    const entries = [...found].map(([id, resource]) => {
      const isFirst = held.get(id)?.first === revision
      return [id, entryOf({ id, meta: version }, resource, isFirst)] as const
    })
    return new Map(entries)
  }
  const historyItems = async ({
    id,
    afterRevision,
  }: HistoryPage): Promise<readonly HistoryItem[]> =>
    id === null
      ? source.histories.list(`${shape.touched} ${afterRevision}`, () =>
          touches(null, afterRevision),
        )
      : touches([id], afterRevision)
  return {
    read,
    version: async (id, versionId) => {
      const items = (await touches([id], 0)).filter(
        ({ revision }) => String(revision) === versionId,
      )
      return (await entriesOf(items, entriesAt))[0] ?? null
    },
    search: async (criteria, page) => {
      const condition = await conditionOf(source, shape, criteria)
      const found = await unitSearch(await view(), condition, page)
      const resources = await read(found.ids)
      return {
        resources: found.ids.flatMap((id) => {
          const one = resources.get(id)
          return one?.kind === 'found' ? [one.resource] : []
        }),
        total: found.total,
        next: found.next,
      }
    },
    history: async (page) => historyPage(await historyItems(page), page, entriesAt),
  }
}

/** What all criteria ask of a unit, and that it is a resource of the type. */
export async function conditionOf(
  source: ReaderSource,
  shape: UnitShape,
  criteria: readonly Criterion[],
): Promise<UnitCondition> {
  const asked = criteria.map((one) => unitConditionOf(source, shape.type, one))
  return { kind: 'all', of: [shape.condition, ...(await Promise.all(asked))] }
}

/** The versions of today's resources; absent where the register has never held one. */
async function currentVersions(
  source: ReaderSource,
  { touched }: UnitShape,
  ids: readonly string[],
) {
  const held = await (await viewOf(source)).touched(touched, ids)
  const recorded = await source.catalogue.recorded([...held.values()].map(({ last }) => last))
  return new Map(
    [...held].flatMap(([id, { last }]) => {
      const revision = recorded.get(last)
      return revision ? [[id, versionOf(revision)] as const] : []
    }),
  )
}
