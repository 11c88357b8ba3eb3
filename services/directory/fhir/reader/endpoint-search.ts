import type {
  Direction,
  MailboxesAmong,
  ViewedCatalogue,
} from '../../domain/catalogue/catalogue.ts'
import { isGlnSystem } from '../../domain/identifier/gln.ts'
import { glnOfMailboxId, type Mailbox } from '../../domain/mailbox/mailbox.ts'
import type { Criterion, TokenValue } from '../criterion.ts'
import type { SearchPage, SearchResult } from '../port.ts'
import { STATES_SHOWN_AS, toEndpoint } from '../resource/endpoint.ts'
import type { Version } from '../resource/version.ts'
import type { Resource } from '../resource.ts'
import { mailboxesAmong } from './carriers.ts'
import { endpointResource } from './endpoint-resources.ts'
import { comparing } from './listed-search.ts'
import { messageTypeMatcher } from './message-types.ts'
import { type ReaderSource, viewOf } from './reader-source.ts'
import { isMatch, type Paths } from './resource-matcher.ts'
import { isByTouch, MOST_ORDERED, orderedByTouch } from './touch-order.ts'

/** Where the values of an Endpoint's parameters stand. */
export const ENDPOINT_PATHS: Paths = {
  identifier: 'identifier',
  organization: 'managingOrganization',
  status: 'status',
  'connection-type': 'connectionType',
  'payload-type': 'payloadType',
}

/** What an Endpoint is searched for by, and how those that are found are read. */
export interface EndpointSearch {
  readonly criteria: readonly Criterion[]
  readonly page: SearchPage
  /** Reads resources in the order of their ids; those that are not there are left out. */
  read(ids: readonly string[]): Promise<readonly Resource[]>
}

/** Searches mailboxes: those of the GLNs that can be meant are looked at, and those that fit are read. */
export async function endpointSearch(
  source: ReaderSource,
  search: EndpointSearch,
): Promise<SearchResult> {
  const among = await amongOf(source, search.criteria)
  return isByTouch(search.page) ? byTouch(source, among, search) : byId(source, among, search)
}

const FEWEST_AT_ONCE = 50
const MOST_AT_ONCE = 1_000

/** Walks the mailboxes in the order of their ids, and stops when the page is full; to count, it looks at all. */
async function byId(
  source: ReaderSource,
  among: MailboxesAmong,
  { criteria, page, read }: EndpointSearch,
): Promise<SearchResult> {
  const { count, after } = page
  const direction = page.sort[0]?.descending ? 'descending' : 'ascending'
  const compare = comparing(page.sort, ENDPOINT_PATHS)
  const isFurther = ({ id }: { readonly id: string }) =>
    after === null || (direction === 'ascending' ? id > after : id < after)
  const isEnough = (found: number) => count > 0 && found > count
  const view = await viewOf(source)
  const first = Math.min(Math.max(count + 1, FEWEST_AT_ONCE), MOST_AT_ONCE)
  const start = { direction, first, after: after && glnBeside(after, direction) } as const
  const found: Resource[] = []
  let total = 0
  for await (const mailboxes of mailboxesAmong(view, among, start)) {
    const fit = await fitting(view, mailboxes.filter(isFurther), { criteria, read })
    total += fit.length
    if (count > 0) found.push(...fit.toSorted(compare))
    if (isEnough(found.length)) break
  }
  const resources = await read(found.slice(0, count).map(({ id }) => id))
  const last = found[count - 1]
  return {
    resources,
    total: count === 0 ? total : null,
    next: isEnough(found.length) ? (last?.id ?? null) : null,
  }
}

/** Those of the mailboxes, as Endpoints, that are searched for; of version and owner nothing is read unless asked for. */
async function fitting(
  view: ViewedCatalogue,
  mailboxes: readonly Mailbox[],
  { criteria, read }: Pick<EndpointSearch, 'criteria' | 'read'>,
): Promise<readonly Resource[]> {
  const isAskedFor = (parameter: string) => criteria.some((one) => one.parameter === parameter)
  const looked = isAskedFor('_lastUpdated')
    ? await read(mailboxes.map(({ id }) => id))
    : isAskedFor('organization')
      ? await Promise.all(mailboxes.map((one) => endpointResource(view, one, NO_VERSION)))
      : mailboxes.map((mailbox) => toEndpoint({ mailbox, ...UNREAD }, NO_VERSION))
  return looked.filter((one) => criteria.every((each) => isMatch(one, each, ENDPOINT_PATHS)))
}

const UNREAD = { ownerId: null, accessPoint: null } as const
const NO_VERSION: Version = { versionId: '0', lastUpdated: '' }

/** A text that is listed right before all mailboxes of the same GLN. */
function glnBeside(id: string, direction: Direction): string {
  const gln = glnOfMailboxId(id) ?? id
  return direction === 'ascending' ? gln.slice(0, -1) : `${gln}~`
}

/** Orders by version what few GLNs have, or what revisions have touched lately. */
async function byTouch(
  source: ReaderSource,
  among: MailboxesAmong,
  { criteria, page, read }: EndpointSearch,
): Promise<SearchResult> {
  const view = await viewOf(source)
  const ordered = await orderedByTouch(source, page, async (since) => {
    const touched = since === 0 ? null : await view.touchesAfter('gln', since, null)
    const glns = touched?.map(({ id }) => id).filter((id) => among.glns?.includes(id) ?? true)
    const all = await view.glns(glns ? { ...among, glns } : among, SOME_GLNS)
    if (all.length > MOST_ORDERED) return null
    const mailboxes = await Promise.all(all.map((gln) => view.directory.mailboxesOf(gln)))
    const found = await read(mailboxes.flat().map(({ id }) => id))
    const fit = found.filter((one) => criteria.every((each) => isMatch(one, each, ENDPOINT_PATHS)))
    return fit.toSorted(comparing(page.sort, ENDPOINT_PATHS))
  })
  const last = ordered.page.at(-1)
  return {
    resources: ordered.page,
    total: ordered.total,
    next: ordered.goesOn && last ? last.id : null,
  }
}

const SOME_GLNS = { direction: 'ascending', after: null, first: MOST_ORDERED + 1 } as const

async function amongOf(
  source: ReaderSource,
  criteria: readonly Criterion[],
): Promise<MailboxesAmong> {
  let among: MailboxesAmong = {}
  for (const criterion of criteria) among = { ...among, ...(await narrowed(source, criterion)) }
  return among
}

async function narrowed(source: ReaderSource, criterion: Criterion): Promise<MailboxesAmong> {
  if (criterion.kind === 'reference' && criterion.parameter === 'organization') {
    return { sorIds: criterion.values.map(({ id }) => id) }
  }
  if (criterion.kind === 'token') return ofTokens(source, criterion.parameter, criterion.values)
  if (criterion.kind !== 'date') return {}
  const [value, other] = criterion.values
  if (
    value === undefined ||
    other !== undefined ||
    !['ge', 'gt', 'sa', 'eq'].includes(value.prefix)
  )
    return {}
  const revision = await source.catalogue.revisionBefore(value.from)
  if (revision === 0) return {}
  const touches = await (await viewOf(source)).touchesAfter('gln', revision, null)
  return { glns: [...new Set(touches.map(({ id }) => id))] }
}

async function ofTokens(
  source: ReaderSource,
  parameter: string,
  values: readonly TokenValue[],
): Promise<MailboxesAmong> {
  const codes = values.map(({ code }) => code)
  if (parameter === '_id')
    return { glns: codes.flatMap((code) => glnOfMailboxId(code ?? '') ?? []) }
  if (parameter === 'identifier') {
    const glns = values.filter(({ system }) => system !== null && (!system || isGlnSystem(system)))
    if (glns.some(({ code }) => code === null)) return {}
    return { glns: glns.flatMap(({ code }) => code ?? []) }
  }
  const words = codes.filter((code) => code !== null)
  if (parameter === 'status' && words.length === codes.length) {
    return { inState: { states: words.flatMap((code) => STATES_SHOWN_AS.get(code) ?? []), words } }
  }
  if (parameter === 'connection-type' && words.length === codes.length) {
    return { connections: words }
  }
  if (parameter !== 'payload-type') return {}
  const spellings = await (await viewOf(source)).messageTypes()
  return { rawTypes: spellings.filter(messageTypeMatcher(values)) }
}
