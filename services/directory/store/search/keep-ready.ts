import type { ChangeFeed } from '../../domain/change/change-feed.ts'
import type { Directory } from '../../domain/directory.ts'
import { ANY_ORGANISATION } from '../../domain/search/organisation-filter.ts'

/**
 * Asks a search of each new revision before a caller does, so that nobody waits for what is read once: the words, and the
 * counts of all.
 *
 * @param look a directory at its latest revision
 * @returns the owner disposes it
 */
export function keepSearchReady(
  look: () => Directory,
  feed: Pick<ChangeFeed, 'revisions'>,
): AsyncDisposable {
  const stopping = new AbortController()
  const work = async (): Promise<void> => {
    for await (const revision of feed.revisions(stopping.signal)) {
      // What fails here is told to the caller that asks for it.
      if (revision > 0) await askOnce(look()).catch(ignored)
    }
  }
  const working = work().catch(ignored)
  return {
    [Symbol.asyncDispose]: async () => {
      stopping.abort()
      await working
    },
  }
}

async function askOnce(directory: Directory): Promise<void> {
  const at = await directory.at(null, null)
  for (const text of [null, 'hospital']) {
    await at.search({ text, filter: ANY_ORGANISATION }, { first: 1, after: null, total: null })
  }
}

const ignored = (): void => {}
