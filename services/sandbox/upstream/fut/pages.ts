import { randomUUID } from 'node:crypto'

/** What a search has found, as it stood then. */
export interface FoundPages {
  /** Whose search it is: nobody else turns its pages. */
  readonly caller: string
  readonly entries: readonly object[]
  readonly count: number
}

/** Where a page lies. */
export interface PagePlace {
  readonly id: string
  readonly offset: number
}

// More than a hub reads at one time, with those that it has read to their end.
const MOST_SEARCHES = 1_000

/** The searches that are being read, the oldest forgotten first. An id stands for what was asked, so no address names a person. */
export class Pages {
  readonly #searches = new Map<string, FoundPages>()

  keep(found: FoundPages): string {
    const id = randomUUID()
    this.#searches.set(id, found)
    const [oldest] = this.#searches.keys()
    if (this.#searches.size > MOST_SEARCHES && oldest) this.#searches.delete(oldest)
    return id
  }

  /** The search of a caller; null for one that is forgotten, or somebody else's. */
  of(id: string, caller: string): FoundPages | null {
    const found = this.#searches.get(id)
    return found?.caller === caller ? found : null
  }
}

/** Writes one page, with the address of the next where there is one. */
export function pageBundle(found: FoundPages, { id, offset }: PagePlace, base: string) {
  const { entries, count } = found
  const matches = entries.filter((entry) => !isOutcome(entry))
  const next = `${base}?_getpages=${id}&_getpagesoffset=${offset + count}`
  return {
    ...{ resourceType: 'Bundle', type: 'searchset', total: matches.length },
    link: offset + count < entries.length ? [{ relation: 'next', url: next }] : [],
    entry: entries.slice(offset, offset + count).map((resource) => ({
      ...{ resource, search: { mode: isOutcome(resource) ? 'outcome' : 'match' } },
    })),
  }
}

const isOutcome = (entry: object): boolean =>
  'resourceType' in entry && entry.resourceType === 'OperationOutcome'
