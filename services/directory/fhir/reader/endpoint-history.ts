import type { Touch, ViewedCatalogue } from '../../domain/catalogue/catalogue.ts'
import type { HistoryEntry } from '../port.ts'
import { endpointResource } from './endpoint-resources.ts'
import { entryOf } from './history-page.ts'
import { type HistoryItem, type ReaderSource, versionOf, viewAt } from './reader-source.ts'

const AT_ONCE = 1_000

/**
 * What touches of GLNs made of mailboxes: a touch counts for each mailbox that the GLN has on any network then, or had just
 * before. One that is there before and after counts too: something about it may have changed.
 *
 * @param touches the latest revision first
 */
export async function endpointItems(
  source: ReaderSource,
  touches: readonly Touch[],
): Promise<readonly HistoryItem[]> {
  const items: HistoryItem[] = []
  for (const [revision, touched] of Map.groupBy(touches, (touch) => touch.revision)) {
    const { now, before } = await viewsAround(source, revision)
    const ids = new Set<string>()
    for (let start = 0; start < touched.length; start += AT_ONCE) {
      const glns = touched.slice(start, start + AT_ONCE).map(({ id }) => id)
      for (const id of await mailboxIds(now, glns)) ids.add(id)
      if (before) for (const id of await mailboxIds(before, glns)) ids.add(id)
    }
    items.push(...[...ids].sort().map((id) => ({ revision, id })))
  }
  return items
}

/** What a revision made of mailboxes. */
export async function endpointEntriesAt(
  source: ReaderSource,
  revision: number,
  ids: readonly string[],
): Promise<ReadonlyMap<string, HistoryEntry>> {
  const { now, before, recorded } = await viewsAround(source, revision)
  const version = versionOf(recorded)
  const entry = async (id: string): Promise<readonly [string, HistoryEntry]> => {
    const mailbox = await now.directory.mailbox(id)
    const wasThere = before !== null && (await before.directory.mailbox(id)) !== null
    const resource = mailbox && (await endpointResource(now, mailbox, version))
    return [id, entryOf({ id, meta: version }, resource, !wasThere)]
  }
  return new Map(await Promise.all(ids.map(entry)))
}

async function viewsAround(source: ReaderSource, revision: number) {
  const previous = await source.catalogue.revisionJustBefore(revision)
  const numbers = previous === null ? [revision] : [previous, revision]
  const known = await source.catalogue.recorded(numbers)
  const recorded = known.get(revision)
  if (!recorded) throw new TypeError('Cannot tell when a revision was recorded')
  const earlier = previous === null ? undefined : known.get(previous)
  return {
    recorded,
    now: await viewAt(source, recorded),
    before: earlier ? await viewAt(source, earlier) : null,
  }
}

async function mailboxIds(
  { directory }: ViewedCatalogue,
  glns: readonly string[],
): Promise<readonly string[]> {
  const found = await Promise.all(glns.map((gln) => directory.mailboxesOf(gln)))
  return found.flat().map(({ id }) => id)
}
