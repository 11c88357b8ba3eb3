import type { MailboxesAmong } from '../../domain/catalogue/catalogue.ts'
import { isGlnSystem } from '../../domain/identifier/gln.ts'
import { glnOfMailboxId, type Mailbox } from '../../domain/mailbox/mailbox.ts'
import type { Criterion, TokenValue } from '../criterion.ts'
import type { SearchPage, SearchResult } from '../port.ts'
import type { Resource } from '../resource.ts'
import { mailboxesAmong } from './carriers.ts'
import { comparing, listedSearch } from './listed-search.ts'
import { messageTypeMatcher } from './message-types.ts'
import { type ReaderSource, viewOf } from './reader-source.ts'
import { isMatch, type Paths } from './resource-matcher.ts'

/** Where the values of an Endpoint's parameters stand. */
export const ENDPOINT_PATHS: Paths = {
  identifier: 'identifier',
  organization: 'managingOrganization',
  status: 'status',
  'connection-type': 'connectionType',
  'payload-type': 'payloadType',
}

/**
 * Searches mailboxes: those of the GLNs that can be meant are read and looked at, in the order of their ids.
 *
 * @param build makes resources of mailboxes
 */
export async function endpointSearch(
  source: ReaderSource,
  criteria: readonly Criterion[],
  {
    page,
    build,
  }: {
    readonly page: SearchPage
    readonly build: (mailboxes: readonly Mailbox[]) => Promise<readonly Resource[]>
  },
): Promise<SearchResult> {
  const view = await viewOf(source)
  const among = await amongOf(source, criteria)
  const isById = page.sort.every(({ parameter, descending }) => parameter === '_id' && !descending)
  const wanted = isById && !page.withTotal ? page.count : Number.POSITIVE_INFINITY
  const after = isById && !page.withTotal ? page.after : null
  const found: Resource[] = []
  // The mailboxes of the last page's GLN are looked at again: others of it may follow.
  for await (const mailboxes of mailboxesAmong(view, among, after && glnBefore(after))) {
    const built = await build(mailboxes)
    const fit = built.filter(
      (resource) =>
        (after === null || resource.id > after) &&
        criteria.every((one) => isMatch(resource, one, ENDPOINT_PATHS)),
    )
    found.push(...fit)
    if (found.length > wanted) break
  }
  found.sort(comparing([], ENDPOINT_PATHS))
  return listedSearch(found, [], {
    page: { ...page, after: after === null ? page.after : null },
    paths: ENDPOINT_PATHS,
  })
}

/** The greatest text of digits that sorts before every mailbox of the same GLN. */
function glnBefore(id: string): string {
  const gln = glnOfMailboxId(id) ?? id
  return gln.slice(0, -1)
}

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
  if (parameter !== 'payload-type') return {}
  const spellings = await (await viewOf(source)).messageTypes()
  return { rawTypes: spellings.filter(messageTypeMatcher(values)) }
}
