import type { Kysely } from 'kysely'
import { LRUCache } from 'lru-cache'
import { sharedRead } from '../../../kit/shared-read.ts'
import type { ChangePage } from '../../domain/change/change-feed.ts'
import type { RegisterState } from '../../domain/register.ts'
import { registerState } from '../reading/register-state.ts'
import type { Tables } from '../tables.ts'
import { type AskedPage, changePage } from './change-page.ts'
import { type Carriers, carriersOf } from './endpoint-carriers.ts'
import type { RevisionWatch } from './revision-watch.ts'

/** What all share who follow the register in one process. */
export interface ChangeReader {
  readonly watch: RevisionWatch
  /** @returns null where nothing has been imported yet */
  state(): Promise<RegisterState | null>
  page(asked: AskedPage): Promise<ChangePage>
  /** @param page one that {@link page} gave */
  carriers(page: ChangePage, sources: readonly string[]): Promise<Carriers>
}

// Some 20 MB; those who follow live are all at the newest page.
const MOST_CHANGES = 50_000

/** Make one for each process: a page that many ask for is read once. */
export function changeReader(db: Kysely<Tables>, watch: RevisionWatch): ChangeReader {
  const pages = shared<AskedPage, ChangePage>(
    (asked) => changePage(db, asked),
    ({ changes }) => changes.length + 1,
  )
  const carriers = new WeakMap<ChangePage, Promise<Carriers>>()
  return {
    watch,
    state: sharedRead(() => registerState(db, null)),
    page: pages,
    carriers: (page, sources) => {
      const reading = carriers.get(page) ?? carriersOf(db, sources, page.changes)
      carriers.set(page, reading)
      reading.catch(() => carriers.delete(page))
      return reading
    },
  }
}

/** What a revision changed stays as it is, so that a page up to a revision is read once. */
function shared<Asked, Page extends object>(
  read: (asked: Asked) => Promise<Page>,
  sizeOf: (page: Page) => number,
): (asked: Asked) => Promise<Page> {
  const kept = new LRUCache<string, Page>({ maxSize: MOST_CHANGES, sizeCalculation: sizeOf })
  const underWay = new Map<string, Promise<Page>>()
  return (asked) => {
    const name = JSON.stringify(asked)
    const known = kept.get(name)
    if (known) return Promise.resolve(known)
    const reading = underWay.get(name) ?? read(asked)
    if (!underWay.has(name)) {
      underWay.set(name, reading)
      reading
        .then((page) => kept.set(name, page))
        .catch(() => {})
        .finally(() => underWay.delete(name))
    }
    return reading
  }
}
