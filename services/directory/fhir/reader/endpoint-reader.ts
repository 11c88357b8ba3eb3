import { glnOfMailboxId, type Mailbox } from '../../domain/mailbox/mailbox.ts'
import type { HistoryPage, ReadResult, ResourceReader } from '../port.ts'
import type { Version } from '../resource/version.ts'
import type { Resource } from '../resource.ts'
import { endpointEntriesAt, endpointItems } from './endpoint-history.ts'
import { endpointResource } from './endpoint-resources.ts'
import { endpointSearch } from './endpoint-search.ts'
import { entriesOf, historyPage } from './history-page.ts'
import { type HistoryItem, type ReaderSource, versionOf, viewOf } from './reader-source.ts'

/** Reads mailboxes as Endpoints. */
export function endpointReader(source: ReaderSource): ResourceReader {
  const build = async (mailboxes: readonly Mailbox[]): Promise<readonly Resource[]> => {
    const at = await viewOf(source)
    const versions = await versionsOf(
      source,
      mailboxes.map(({ gln }) => gln),
    )
    const built = mailboxes.map(async (mailbox) => {
      const version = versions.get(mailbox.gln)
      return version ? [await endpointResource(at, mailbox, version)] : []
    })
    return (await Promise.all(built)).flat()
  }
  const itemsOf = async (id: string): Promise<readonly HistoryItem[]> => {
    const gln = glnOfMailboxId(id)
    if (gln === null) return []
    const touches = await (await viewOf(source)).touchesAfter('gln', 0, [gln])
    return (await endpointItems(source, touches)).filter((item) => item.id === id)
  }
  const historyItems = async ({
    id,
    afterRevision,
  }: HistoryPage): Promise<readonly HistoryItem[]> => {
    if (id !== null) {
      return (await itemsOf(id)).filter(({ revision }) => revision > afterRevision)
    }
    return source.histories.list(`endpoint ${afterRevision}`, async () => {
      const touches = await (await viewOf(source)).touchesAfter('gln', afterRevision, null)
      return endpointItems(source, touches)
    })
  }
  const entriesAt = (revision: number, ids: readonly string[]) =>
    endpointEntriesAt(source, revision, ids)
  return {
    read: async (ids) => {
      const at = await viewOf(source)
      const found = await Promise.all(ids.map((id) => at.directory.mailbox(id)))
      const resources = await build(found.filter((one) => one !== null))
      const results = resources.map((resource): [string, ReadResult] => [
        resource.id,
        { kind: 'found', resource },
      ])
      const known = new Map(results)
      for (const id of ids) {
        const [last] = known.has(id) ? [] : await itemsOf(id)
        if (!last) continue
        const version = (await recordedVersions(source, [last.revision])).get(last.revision)
        if (version) known.set(id, { kind: 'gone', tombstone: { id, ...version } })
      }
      return known
    },
    version: async (id, versionId) => {
      const items = (await itemsOf(id)).filter(({ revision }) => String(revision) === versionId)
      return (await entriesOf(items, entriesAt))[0] ?? null
    },
    search: (criteria, page) => endpointSearch(source, criteria, { page, build }),
    history: async (page) => historyPage(await historyItems(page), page, entriesAt),
  }
}

async function versionsOf(
  source: ReaderSource,
  glns: readonly string[],
): Promise<ReadonlyMap<string, Version>> {
  const held = await (await viewOf(source)).touched('gln', [...new Set(glns)])
  const recorded = await recordedVersions(
    source,
    [...held.values()].map(({ last }) => last),
  )
  return new Map(
    [...held].flatMap(([gln, { last }]) => {
      const version = recorded.get(last)
      return version ? [[gln, version] as const] : []
    }),
  )
}

async function recordedVersions(
  { catalogue }: ReaderSource,
  revisions: readonly number[],
): Promise<ReadonlyMap<number, Version>> {
  const recorded = await catalogue.recorded(revisions)
  return new Map([...recorded].map(([revision, one]) => [revision, versionOf(one)]))
}
