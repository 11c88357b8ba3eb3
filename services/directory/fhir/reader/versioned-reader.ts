import type { ResourceReader } from '../port.ts'
import { entriesOf, historyPage } from './history-page.ts'
import type { Versioned } from './versioned.ts'

/** A reader of resources with their versions, and a way to search them. */
export const versionedReader = (
  { read, items, entriesAt }: Versioned,
  search: ResourceReader['search'],
): ResourceReader => ({
  read,
  version: async (id, versionId) => {
    const made = (await items(0, id)).filter(({ revision }) => String(revision) === versionId)
    return (await entriesOf(made, entriesAt))[0] ?? null
  },
  search: async (criteria, page) => {
    const found = await search(criteria, page)
    const isAll = page.count > 0 && page.after === null && found.next === null
    return isAll ? { ...found, total: found.resources.length } : found
  },
  history: async (page) => historyPage(await items(page.afterRevision, page.id), page, entriesAt),
})
