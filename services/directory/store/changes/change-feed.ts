import type { Kysely } from 'kysely'
import type { ChangeFeed } from '../../domain/change/change-feed.ts'
import type { RegisterState } from '../../domain/register.ts'
import type { Tables } from '../tables.ts'
import type { ChangeReader } from './change-reader.ts'
import { latestRevision } from './revision-watch.ts'

/** Who reads the feed, and with whom. */
export interface ChangeFeedOptions {
  /** Names of restricted sources that the caller may see. */
  readonly grants: ReadonlySet<string>
  readonly reader: ChangeReader
}

/** The changes that one caller may see, read together with all others of the process that follow the register. */
export function changeFeed(db: Kysely<Tables>, { grants, reader }: ChangeFeedOptions): ChangeFeed {
  const sources = async () => visibleSources(await reader.state(), grants)
  return {
    latest: async () => (await reader.state())?.latest ?? 0,
    after: async (after, first) => {
      const state = await reader.state()
      const upTo = state?.latest ?? 0
      if (after.revision > upTo) return { changes: [], hasMore: false, upTo }
      return reader.page({ sources: visibleSources(state, grants), upTo, after, first })
    },
    carriers: async (page) => reader.carriers(page, await sources()),
    revisions: (signal) => revisions(db, reader, signal),
  }
}

const visibleSources = (state: RegisterState | null, grants: ReadonlySet<string>) =>
  (state?.sources ?? [])
    .filter(({ name, visibility }) => visibility === 'public' || grants.has(name))
    .map(({ name }) => name)
    .sort()

async function* revisions(
  db: Kysely<Tables>,
  { watch }: ChangeReader,
  signal: AbortSignal,
): AsyncGenerator<number> {
  const over = new AbortController()
  const ending = AbortSignal.any([signal, over.signal])
  let latest = 0
  let told = -1
  let bell = Promise.withResolvers<void>()
  watch.follow((number) => {
    latest = Math.max(latest, number)
    bell.resolve()
  }, ending)
  ending.addEventListener('abort', () => bell.resolve(), { once: true })
  try {
    latest = Math.max(latest, await latestRevision(db))
    while (!signal.aborted) {
      if (latest > told) {
        told = latest
        yield told
      } else {
        await bell.promise
        bell = Promise.withResolvers<void>()
      }
    }
  } finally {
    over.abort()
  }
}
