import type { RecordedRevision } from '../../domain/catalogue/catalogue.ts'
import type { HistoryEntry, ReadResult } from '../port.ts'
import type { Version } from '../resource/version.ts'
import { entryOf } from './history-page.ts'
import { type HistoryItem, type ReaderSource, versionOf, viewAt, viewOf } from './reader-source.ts'
import type { Things } from './things.ts'

/** Resources with their versions. */
export interface Versioned {
  read(ids: readonly string[]): Promise<ReadonlyMap<string, ReadResult>>
  /** What revisions behind one did, to one resource or to all; the latest revision first, within one by id. */
  items(afterRevision: number, id: string | null): Promise<readonly HistoryItem[]>
  /** What one revision made of resources. */
  entriesAt(revision: number, ids: readonly string[]): Promise<ReadonlyMap<string, HistoryEntry>>
}

/** The versions of things. */
export function versioned(source: ReaderSource, things: Things): Versioned {
  const all = (afterRevision: number) =>
    source.histories.list(`${things.name} ${afterRevision}`, () =>
      itemsOf(source, things, { afterRevision, keys: null }),
    )
  const itemsOfOne = async (afterRevision: number, id: string) => {
    if (!things.isTheirs(id)) return []
    const key = (await things.keysOf(await viewOf(source), [id])).get(id)
    const items = key ? itemsOf(source, things, { afterRevision, keys: [key] }) : all(afterRevision)
    return (await items).filter((item) => item.id === id)
  }
  const gone = async (id: string): Promise<ReadResult | null> => {
    const [last] = await itemsOfOne(0, id)
    if (!last) return null
    const version = versionOf(await recordedAt(source, last.revision))
    return { kind: 'gone', tombstone: { id, ...version } }
  }
  return {
    items: (afterRevision, id) =>
      id === null ? all(afterRevision) : itemsOfOne(afterRevision, id),
    read: async (ids) => {
      const versions = await currentVersions(source, things, ids)
      const found = await things.resources(await viewOf(source), versions)
      const results = new Map<string, ReadResult>()
      for (const id of ids) {
        const resource = found.get(id)
        const result = resource ? { kind: 'found' as const, resource } : await gone(id)
        if (result) results.set(id, result)
      }
      return results
    },
    entriesAt: (revision, ids) => entriesAt(source, things, { revision, ids }),
  }
}

async function itemsOf(
  source: ReaderSource,
  things: Things,
  wanted: { readonly afterRevision: number; readonly keys: readonly string[] | null },
): Promise<readonly HistoryItem[]> {
  const view = await viewOf(source)
  const touches = await view.touchesAfter(things.touched, wanted.afterRevision, wanted.keys)
  return things.items(source, touches)
}

async function entriesAt(
  source: ReaderSource,
  things: Things,
  { revision, ids }: { readonly revision: number; readonly ids: readonly string[] },
): Promise<ReadonlyMap<string, HistoryEntry>> {
  const recorded = await recordedAt(source, revision)
  const view = await viewAt(source, recorded)
  const version = versionOf(recorded)
  const keys = await things.keysOf(view, ids)
  const held = await view.touched(things.touched, [...new Set(keys.values())])
  const found = await things.resources(view, new Map(ids.map((id) => [id, version])))
  const entries = ids.map((id): [string, HistoryEntry] => {
    const isFirst = held.get(keys.get(id) ?? '')?.first === revision
    return [id, entryOf({ id, meta: version }, found.get(id) ?? null, isFirst)]
  })
  return new Map(entries)
}

async function recordedAt(
  { catalogue }: ReaderSource,
  revision: number,
): Promise<RecordedRevision> {
  const recorded = (await catalogue.recorded([revision])).get(revision)
  if (!recorded) throw new TypeError('Cannot tell when a revision was recorded')
  return recorded
}

/** The versions of resources as they are now; absent where the register has never held what they are of. */
export async function currentVersions(
  source: ReaderSource,
  things: Things,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Version>> {
  const view = await viewOf(source)
  const keys = await things.keysOf(view, ids.filter(things.isTheirs))
  const held = await view.touched(things.touched, [...new Set(keys.values())])
  const recorded = await source.catalogue.recorded([...held.values()].map(({ last }) => last))
  return new Map(
    [...keys].flatMap(([id, key]) => {
      const revision = recorded.get(held.get(key)?.last ?? 0)
      return revision ? [[id, versionOf(revision)] as const] : []
    }),
  )
}
