import type { MailboxesAmong } from '../../domain/catalogue/catalogue.ts'
import { isGlnSystem } from '../../domain/identifier/gln.ts'
import { glnOfMailboxId } from '../../domain/mailbox/mailbox.ts'
import type { Criterion, TokenValue } from '../criterion.ts'
import type { SearchPage, SearchResult } from '../port.ts'
import type { Version } from '../resource/version.ts'
import type { Resource } from '../resource.ts'
import { mailboxesAmong } from './carriers.ts'
import { endpointResource } from './endpoint-resources.ts'
import { listedSearch } from './listed-search.ts'
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
 * Searches mailboxes: those of the GLNs that can be meant are looked at, in the order of their ids, and those that fit are read.
 *
 * @param read reads resources with their versions
 */
export async function endpointSearch(
  source: ReaderSource,
  criteria: readonly Criterion[],
  { page, read }: { readonly page: SearchPage; readonly read: ReadAll },
): Promise<SearchResult> {
  const view = await viewOf(source)
  const isPlain = isById(page) && !page.withTotal
  const after = isPlain ? page.after : null
  const needsVersions = asksForVersions(criteria, page)
  const found: Resource[] = []
  // The mailboxes of the last page's GLN are looked at again: others of it may follow.
  const among = await amongOf(source, criteria)
  for await (const mailboxes of mailboxesAmong(view, among, after && glnBefore(after))) {
    const behind = mailboxes.filter(({ id }) => after === null || id > after)
    const looked = needsVersions
      ? await read(behind.map(({ id }) => id))
      : await Promise.all(behind.map((one) => endpointResource(view, one, NO_VERSION)))
    found.push(
      ...looked.filter((one) => criteria.every((each) => isMatch(one, each, ENDPOINT_PATHS))),
    )
    if (isPlain && found.length > page.count) break
  }
  const listed = listedSearch(found, [], {
    page: { ...page, after: isPlain ? null : page.after },
    paths: ENDPOINT_PATHS,
  })
  return { ...listed, resources: await read(listed.resources.map(({ id }) => id)) }
}

/** Reads resources in the order of their ids; those that are not there are left out. */
export type ReadAll = (ids: readonly string[]) => Promise<readonly Resource[]>

const NO_VERSION: Version = { versionId: '0', lastUpdated: '' }

const isById = ({ sort }: SearchPage): boolean =>
  sort.every(({ parameter, descending }) => parameter === '_id' && !descending)

const asksForVersions = (criteria: readonly Criterion[], { sort }: SearchPage): boolean =>
  [...criteria, ...sort].some(({ parameter }) => parameter === '_lastUpdated')

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
