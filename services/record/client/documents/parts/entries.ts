import type { Said } from '../../source.ts'
import type { ReadDocuments } from '../read-documents.ts'

/** A part that is a list. */
export interface Entries<Entry> {
  readonly entries: readonly Entry[]
  readonly filtered: boolean
}

/**
 * What the documents of a part say as a list. Where nothing of them is left and nothing was held back, there is nothing; where
 * something was held back, an empty list says so.
 *
 * @param entriesOf chooses from what was read, and orders it
 */
export function saidOf<Read, Entry>(
  read: ReadDocuments<Read>,
  entriesOf: (found: readonly Read[]) => readonly Entry[],
): Said<Entries<Entry>> {
  if (read.kind !== 'read') return read
  const entries = entriesOf(read.found)
  if (entries.length === 0 && !read.filtered) return { kind: 'none' }
  return { kind: 'found', part: { entries, filtered: read.filtered } }
}
