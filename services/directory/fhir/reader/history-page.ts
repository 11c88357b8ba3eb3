import type { HistoryEntry, HistoryPage, HistoryResult } from '../port.ts'
import type { Resource } from '../resource.ts'
import type { HistoryItem } from './reader-source.ts'

/** What became of the items of one revision: by id, the entry, or null where the revision made nothing of it. */
export type EntriesAt = (
  revision: number,
  ids: readonly string[],
) => Promise<ReadonlyMap<string, HistoryEntry>>

/** @param items the latest revision first, within one by id */
export async function historyPage(
  items: readonly HistoryItem[],
  { after, count }: HistoryPage,
  entriesAt: EntriesAt,
): Promise<HistoryResult> {
  const start = after === null ? 0 : items.findIndex((item) => isBehind(item, placeOf(after)))
  const page = start < 0 ? [] : items.slice(start, start + count)
  const last = page.at(-1)
  const goesOn = last !== undefined && start + count < items.length
  return {
    entries: await entriesOf(page, entriesAt),
    total: items.length,
    next: goesOn ? `${last.revision} ${last.id}` : null,
  }
}

/** The entries of items, in their order; revision by revision, so that what is of one is read together. */
export async function entriesOf(
  items: readonly HistoryItem[],
  entriesAt: EntriesAt,
): Promise<readonly HistoryEntry[]> {
  const entries: HistoryEntry[] = []
  for (const [revision, touched] of Map.groupBy(items, (item) => item.revision)) {
    const ids = touched.map(({ id }) => id)
    const found = await entriesAt(revision, ids)
    for (const id of ids) {
      const entry = found.get(id)
      if (entry) entries.push(entry)
    }
  }
  return entries
}

/** What one revision made of one resource. */
export function entryOf(
  {
    id,
    meta,
  }: { readonly id: string; readonly meta: Pick<HistoryEntry, 'versionId' | 'lastUpdated'> },
  resource: Resource | null,
  isFirst: boolean,
): HistoryEntry {
  const { versionId, lastUpdated } = meta
  const head = { id, versionId, lastUpdated }
  if (resource === null) return { ...head, kind: 'deleted' }
  return { ...head, kind: isFirst ? 'created' : 'updated', resource }
}

function placeOf(after: string): HistoryItem {
  const [revision = '', id = ''] = after.split(' ')
  return { revision: Number(revision), id }
}

const isBehind = (item: HistoryItem, place: HistoryItem): boolean =>
  item.revision < place.revision || (item.revision === place.revision && item.id > place.id)
