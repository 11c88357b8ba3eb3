import {
  type Client,
  PagedResultsControl,
  SearchRequest,
  type SearchResponse,
  StatusCodeParser,
} from 'ldapts'
import { type LdapEntry, toEntry } from './entry.ts'
import { LdapReferral, LdapRefused, LdapSizeLimit } from './errors.ts'
import { type LdapFilter, present } from './filter.ts'
import type { LdapLink } from './link.ts'
import { ldapError, RESULT } from './result-codes.ts'

/** What to search for. */
export interface LdapSearch {
  readonly base: string
  readonly scope: 'base' | 'one' | 'sub'
  readonly filter: LdapFilter
  /** Names to be given; `*` for all that users write, `1.1` for none. */
  readonly attributes: readonly string[]
}

/** A search whose answer comes in pages. */
export interface PagedSearch extends LdapSearch {
  /** Entries of a page, at most. */
  readonly pageSize: number
}

// The library's own search hands out no controls, ends at a page that is empty, and takes a limit for an answer.
interface Wire {
  _nextMessageId(): number
  _send(request: SearchRequest): Promise<SearchResponse | undefined>
}

const wireOf = (client: Client): Wire => client as unknown as Wire

/**
 * Searches page by page; all entries, or an error.
 *
 * @throws {LdapSizeLimit} when the server gives fewer than there are, or cannot give pages
 * @throws {LdapReferral} when a part of the answer lies elsewhere
 * @throws {LdapTimeout | LdapUnavailable | LdapRefused} as any call
 */
export async function* searchPages(
  link: LdapLink,
  search: PagedSearch,
  signal?: AbortSignal,
): AsyncGenerator<readonly LdapEntry[]> {
  const what = `search "${search.base}"`
  let cookie: Buffer | undefined = Buffer.alloc(0)
  while (cookie !== undefined) {
    const control: PagedResultsControl = new PagedResultsControl({
      critical: true,
      value: { size: search.pageSize, cookie },
    })
    const response = await searchOnce(link, { ...search, control }, signal)
    const answered = response.controls?.find((one) => one instanceof PagedResultsControl)
    if (!answered) throw new LdapSizeLimit(`Cannot ${what}: the server gives no pages`)
    yield response.searchEntries.map(toEntry)
    cookie = answered.value?.cookie?.length ? answered.value.cookie : undefined
  }
}

/** @returns null where there is no such entry, or it is not of the kind asked for */
export async function readEntry(
  link: LdapLink,
  dn: string,
  { attributes = ['*'], filter = present('objectClass') }: Partial<LdapSearch> = {},
): Promise<LdapEntry | null> {
  try {
    const response = await searchOnce(link, { base: dn, scope: 'base', filter, attributes })
    const [entry] = response.searchEntries
    return entry ? toEntry(entry) : null
  } catch (error) {
    if (error instanceof LdapRefused && error.resultCode === RESULT.noSuchObject) return null
    throw error
  }
}

async function searchOnce(
  link: LdapLink,
  search: LdapSearch & { readonly control?: PagedResultsControl },
  signal?: AbortSignal,
): Promise<SearchResponse> {
  const what = `search "${search.base}"`
  const wire = wireOf(link.client)
  return link.call(
    what,
    async () => {
      const response = await wire._send(
        new SearchRequest({
          messageId: wire._nextMessageId(),
          baseDN: search.base,
          scope: search.scope,
          filter: search.filter,
          attributes: [...search.attributes],
          // The deadline is ours; a server's own limit is answered with a code.
          ...{ sizeLimit: 0, timeLimit: 0 },
          ...(search.control ? { controls: [search.control] } : {}),
        }),
      )
      if (response?.status !== 0) throw failureOf(response, what)
      if (response.searchReferences.length > 0) {
        throw new LdapReferral(`Cannot ${what}: a part of it lies on another server`)
      }
      return response
    },
    signal,
  )
}

function failureOf(response: SearchResponse | undefined, what: string): unknown {
  const error = ldapError(StatusCodeParser.parse(response), what)
  const isPagingRefused =
    error instanceof LdapRefused && error.resultCode === RESULT.unavailableCriticalExtension
  return isPagingRefused
    ? new LdapSizeLimit(`Cannot ${what}: the server gives no pages`, { cause: error })
    : error
}
