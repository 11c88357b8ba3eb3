import { completeUntil } from '../bundle/complete-until.ts'
import { foundEntry, outcomeEntry } from '../bundle/entry.ts'
import { pageLinks } from '../bundle/links.ts'
import { operationOutcome } from '../http/outcome.ts'
import {
  FEW_MATCHES,
  type FhirRegister,
  type Moment,
  type SearchPage,
  type SearchResult,
} from '../port.ts'
import type { AnyResource, ResourceType } from '../resource.ts'
import type { Cursor } from './cursor.ts'
import { includedWith } from './included.ts'
import type { SearchRequest } from './search-request.ts'
import { shaped } from './shape.ts'
import { type Totals, totalKey } from './totals.ts'

/** Where a search is answered, and what from. */
export interface SearchCall {
  readonly type: ResourceType
  readonly register: FhirRegister
  /** The latest; a cursor leads back to its own. */
  readonly latest: Moment
  readonly base: string
  readonly totals: Totals
}

/** One page of a search, as a Bundle. */
export async function searchset(request: SearchRequest, call: SearchCall): Promise<AnyResource> {
  const { type, register, latest, base } = call
  const { cursor, includes, count, shape, honoured } = request
  const moment = cursor ? await register.moment(cursor.revision, cursor.day) : latest
  const found = await matchesOf(request, call, moment)
  const { total } = found
  const included = await includedWith(found.resources, includes, { register, moment })
  const entry = [
    ...found.resources.map((resource) => foundEntry(base, shaped(resource, shape), 'match')),
    ...included.map((resource) => foundEntry(base, shaped(resource, shape), 'include')),
    ...request.warnings.map(warningEntry),
  ]
  return {
    resourceType: 'Bundle',
    meta: { lastUpdated: completeUntil(moment) },
    type: 'searchset',
    ...(total === null ? {} : { total }),
    link: pageLinks(`${base}/${type}`, honoured, nextOf(found, { moment, count })),
    ...(entry.length === 0 ? {} : { entry }),
  }
}

/** The matches of the page, with the total that the answer states. */
async function matchesOf(
  request: SearchRequest,
  { type, register, totals }: SearchCall,
  moment: Moment,
): Promise<SearchResult> {
  const { cursor, criteria, count, sort, total: wanted } = request
  const reader = register.reader(type, moment)
  const pageFrom = (after: string | null, countsFew: boolean) =>
    reader.search(criteria, { after, count, sort, countsFew })
  // The first page has counted, and the moment is the same.
  if (cursor) return { ...(await pageFrom(cursor.after, false)), total: cursor.total }
  const name = totalKey(moment, register, { type, criteria, total: wanted })
  const known = totals.get(name)
  if (wanted === 'exact') {
    const counted = known ?? { count: (await reader.search(criteria, TOTAL_ALONE)).total }
    totals.set(name, counted)
    const found = count === 0 ? NOTHING : await pageFrom(null, false)
    return { ...found, total: counted.count }
  }
  const found = await pageFrom(null, wanted === 'few' && known === undefined)
  if (wanted === 'none') return { ...found, total: null }
  const total = found.total !== null && found.total <= FEW_MATCHES ? found.total : null
  // A number is not kept: which pages state it must not hang on who has asked before.
  if (total === null) totals.set(name, { count: null })
  return { ...found, total }
}

const TOTAL_ALONE: SearchPage = { after: null, count: 0, sort: [], countsFew: false }
const NOTHING: SearchResult = { resources: [], total: null, next: null }

const nextOf = (
  { next, total }: SearchResult,
  { moment, count }: { readonly moment: Moment; readonly count: number },
): Cursor | null => {
  if (next === null || count === 0) return null
  return { revision: moment.revision, day: moment.day, after: next, total }
}

const warningEntry = (text: string) =>
  outcomeEntry(operationOutcome([{ severity: 'warning', type: 'not-supported', code: null, text }]))
