import { LRUCache } from 'lru-cache'
import type { Criterion } from '../criterion.ts'
import type { FhirRegister, Moment } from '../port.ts'
import type { ResourceType } from '../resource.ts'
import type { TotalWanted } from './search-request.ts'

/** How many match; null where they are not counted, as they are many. */
export interface Total {
  readonly count: number | null
}

/** What searches have come to: a revision is immutable once made, so it need not be counted again for who may see the same. */
export type Totals = LRUCache<string, Total>

const MOST = 10_000

export const noTotals = (): Totals => new LRUCache({ max: MOST })

/** Everything that a total hangs on. */
export const totalKey = (
  { revision, day }: Moment,
  { rights }: Pick<FhirRegister, 'rights'>,
  search: {
    readonly type: ResourceType
    readonly criteria: readonly Criterion[]
    readonly total: TotalWanted
  },
): string => JSON.stringify([revision, day, rights, search.type, search.total, search.criteria])
