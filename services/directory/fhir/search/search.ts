import { completeUntil } from '../bundle/complete-until.ts'
import { foundEntry, outcomeEntry } from '../bundle/entry.ts'
import { pageLinks } from '../bundle/links.ts'
import { operationOutcome } from '../http/outcome.ts'
import type { FhirRegister, Moment, SearchResult } from '../port.ts'
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
  const { cursor, criteria, includes, count, sort, shape, honoured } = request
  const moment = cursor ? await register.moment(cursor.revision, cursor.day) : latest
  const name = totalKey(moment, register, { type, criteria })
  // The first page has counted, and the moment is the same.
  const isWanted = cursor === null && (request.withTotal || count === 0)
  const known = cursor ? cursor.total : (call.totals.get(name) ?? null)
  const withTotal = isWanted && known === null
  const reader = register.reader(type, moment)
  const page = { after: cursor?.after ?? null, count, sort, withTotal }
  const found = await reader.search(criteria, page)
  if (found.total !== null) call.totals.set(name, found.total)
  const total = isWanted || cursor ? (known ?? found.total) : null
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
    link: pageLinks(`${base}/${type}`, honoured, nextOf(found, { moment, total, count })),
    ...(entry.length === 0 ? {} : { entry }),
  }
}

const nextOf = (
  { next }: SearchResult,
  { moment, total, count }: { moment: Moment; total: number | null; count: number },
): Cursor | null => {
  if (next === null || count === 0) return null
  return { revision: moment.revision, day: moment.day, after: next, total }
}

const warningEntry = (text: string) =>
  outcomeEntry(operationOutcome([{ severity: 'warning', type: 'not-supported', code: null, text }]))
