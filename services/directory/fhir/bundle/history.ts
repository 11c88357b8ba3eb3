import { FhirParameterInvalid, FhirParameterUnknown } from '../../errors/fhir.ts'
import type { FhirRegister, HistoryEntry, Moment } from '../port.ts'
import type { AnyResource, FhirElement, ResourceType } from '../resource.ts'
import { CURSOR, cursorOf } from '../search/cursor.ts'
import { timeSpan } from '../search/date-span.ts'
import { type RawQuery, valuesOf } from '../search/raw-query.ts'
import { countOf, MOST_ENTRIES } from '../search/search-request.ts'
import { completeUntil } from './complete-until.ts'
import { fullUrl, versionTag } from './entry.ts'
import { pageLinks } from './links.ts'

/** Whose history is asked for, and where it is answered. */
export interface HistoryCall {
  readonly type: ResourceType
  /** Null for all of the type. */
  readonly id: string | null
  readonly register: FhirRegister
  readonly latest: Moment
  readonly base: string
  readonly isStrict: boolean
}

const ENTRIES = 100
const KNOWN = ['_since', '_count', CURSOR, '_format', '_pretty']

/**
 * One page of a history, the newest version first. All pages look at the register as the first one did.
 *
 * @throws {FhirParameterUnknown} for other parameters than `_since` and `_count`, where the caller is strict
 */
export async function history(query: RawQuery, call: HistoryCall): Promise<AnyResource> {
  const { type, id, register, latest, base, isStrict } = call
  const unknown = query.find(([name]) => !KNOWN.includes(name))
  if (unknown && isStrict)
    throw new FhirParameterUnknown(unknown[0], 'a history has no such parameter')
  const count = Math.min(countOf(query) ?? ENTRIES, MOST_ENTRIES)
  const [written] = valuesOf(query, CURSOR)
  const cursor = written === undefined ? null : cursorOf(written)
  const moment = cursor ? await register.moment(cursor.revision, cursor.day) : latest
  const afterRevision = await revisionBefore(query, register)
  const page = { id, afterRevision, after: cursor?.after ?? null, count }
  const { entries, next, total } = await register.reader(type, moment).history(page)
  const goesOn = next === null || count === 0 ? null : { ...moment, after: next, total }
  const path = `${base}/${type}${id === null ? '' : `/${id}`}/_history`
  const honoured = query
    .filter(([name]) => KNOWN.includes(name))
    .map(([name, value]) => [name, name === '_count' ? String(count) : value] as const)
  return {
    resourceType: 'Bundle',
    meta: { lastUpdated: completeUntil(moment) },
    type: 'history',
    total: cursor?.total ?? total,
    link: pageLinks(path, honoured, goesOn),
    ...(entries.length === 0 ? {} : { entry: entries.map((one) => historyEntry(base, type, one)) }),
  }
}

async function revisionBefore(query: RawQuery, register: FhirRegister): Promise<number> {
  const [since] = valuesOf(query, '_since')
  if (since === undefined || since === '') return 0
  // A plus that was not escaped in the URL has become a space.
  const span = timeSpan(since.replace(/ (\d{2}:\d{2})$/, '+$1'))
  if (!span) throw new FhirParameterInvalid('_since', since, 'it is no instant of R4')
  return register.lastRevisionBefore(span.from)
}

const DONE = {
  created: { method: 'POST', status: '201 Created' },
  updated: { method: 'PUT', status: '200 OK' },
  deleted: { method: 'DELETE', status: '204 No Content' },
} as const

function historyEntry(base: string, type: ResourceType, entry: HistoryEntry): FhirElement {
  const { method, status } = DONE[entry.kind]
  return {
    fullUrl: fullUrl(base, { resourceType: type, id: entry.id }),
    ...(entry.kind === 'deleted' ? {} : { resource: entry.resource }),
    request: { method, url: `${type}/${entry.id}` },
    response: { status, etag: versionTag(entry.versionId), lastModified: entry.lastUpdated },
  }
}
