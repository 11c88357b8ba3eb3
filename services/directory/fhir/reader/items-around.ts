import type { Touch, ViewedCatalogue } from '../../domain/catalogue/catalogue.ts'
import { type HistoryItem, type ReaderSource, viewAt } from './reader-source.ts'

const AT_ONCE = 1_000

/**
 * What touches made of resources of which several hang on one key: a touch counts for each that the key has then, or had just
 * before. One that is there before and after counts too: something about it may have changed.
 *
 * @param idsOf ids of the resources that keys have on a view
 */
export async function itemsAround(
  source: ReaderSource,
  touches: readonly Touch[],
  idsOf: (view: ViewedCatalogue, keys: readonly string[]) => Promise<readonly string[]>,
): Promise<readonly HistoryItem[]> {
  const items: HistoryItem[] = []
  for (const [revision, touched] of Map.groupBy(touches, (touch) => touch.revision)) {
    const views = await viewsAround(source, revision)
    const ids = new Set<string>()
    for (let start = 0; start < touched.length; start += AT_ONCE) {
      const keys = touched.slice(start, start + AT_ONCE).map(({ id }) => id)
      for (const view of views) for (const id of await idsOf(view, keys)) ids.add(id)
    }
    for (const id of [...ids].sort()) items.push({ revision, id })
  }
  return items
}

async function viewsAround(
  source: ReaderSource,
  revision: number,
): Promise<readonly ViewedCatalogue[]> {
  const previous = await source.catalogue.revisionJustBefore(revision)
  const numbers = previous === null ? [revision] : [previous, revision]
  const recorded = await source.catalogue.recorded(numbers)
  return Promise.all([...recorded.values()].map((one) => viewAt(source, one)))
}
