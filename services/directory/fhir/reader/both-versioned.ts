import type { Versioned } from './versioned.ts'

/** Two kinds of things that are resources of one type. */
export const bothVersioned = (
  one: Versioned,
  other: Versioned,
  isOne: (id: string) => boolean,
): Versioned => {
  const apart = (ids: readonly string[]) => [ids.filter(isOne), ids.filter((id) => !isOne(id))]
  return {
    read: async (ids) => {
      const [ours = [], theirs = []] = apart(ids)
      return new Map([...(await one.read(ours)), ...(await other.read(theirs))])
    },
    items: async (afterRevision, id) => {
      if (id !== null) return (isOne(id) ? one : other).items(afterRevision, id)
      const found = [...(await one.items(afterRevision, null))]
      const added = await other.items(afterRevision, null)
      if (added.length === 0) return found
      return [...found, ...added].sort((a, b) => b.revision - a.revision || (a.id < b.id ? -1 : 1))
    },
    entriesAt: async (revision, ids) => {
      const [ours = [], theirs = []] = apart(ids)
      const found = await one.entriesAt(revision, ours)
      return new Map([...found, ...(await other.entriesAt(revision, theirs))])
    },
  }
}
