import { FhirTooCostly } from '../../errors/fhir.ts'
import type { SearchPage } from '../port.ts'
import type { ReaderSource } from './reader-source.ts'

/** So many can be put in order by when they were last touched: that is found out one by one. */
export const MOST_ORDERED = 5_000

/** Whether the order hangs on when things were touched. */
export const isByTouch = ({ count, sort }: Pick<SearchPage, 'count' | 'sort'>): boolean =>
  count > 0 && sort.some(({ parameter }) => parameter === '_lastUpdated')

/** A page of what is in order. */
export interface OrderedPage<One> {
  readonly page: readonly One[]
  /** How many match; null where that is not known. */
  readonly total: number | null
  readonly goesOn: boolean
}

/**
 * One page in an order that hangs on when things were touched. Where too many match, and the latest are wanted first, they are
 * looked for among what the last revisions have touched, of more and more of them.
 *
 * @param matches all that match and that revisions behind one have touched (0 for all), in order; null where they are too many
 * @throws {FhirTooCostly} where the order cannot be told
 */
export async function orderedByTouch<One extends { readonly id: string }>(
  { moment }: Pick<ReaderSource, 'moment'>,
  page: Pick<SearchPage, 'after' | 'count' | 'sort'>,
  matches: (since: number) => Promise<readonly One[] | null>,
): Promise<OrderedPage<One>> {
  const all = await matches(0)
  if (all !== null) return { ...pageOf(all, page), total: all.length }
  const [key] = page.sort
  const isLatestFirst = key?.parameter === '_lastUpdated' && key.descending
  for (let back = 1; isLatestFirst && back < moment.revision; back *= 4) {
    const lately = await matches(moment.revision - back)
    if (lately === null) break
    const found = pageOf(lately, page)
    if (found.goesOn) return { ...found, total: null }
  }
  throw new FhirTooCostly(
    `Cannot sort by "_lastUpdated": more than ${MOST_ORDERED} match, and what was touched last is not among few; other conditions leave fewer, and the history of the type is in that order`,
  )
}

function pageOf<One extends { readonly id: string }>(
  all: readonly One[],
  { after, count }: Pick<SearchPage, 'after' | 'count'>,
) {
  const place = after === null ? -1 : all.findIndex(({ id }) => id === after)
  // The moment is the same on all pages, and so is the order; what has not come so far has nothing behind it.
  if (after !== null && place < 0) return { page: [], goesOn: false }
  return { page: all.slice(place + 1, place + 1 + count), goesOn: place + 1 + count < all.length }
}
