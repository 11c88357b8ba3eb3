import type { Tracing } from '../../../kit/telemetry/tracing.ts'
import { UpstreamAnswerInvalid } from '../../../nsp/soap/errors.ts'
import { FhirFault } from './errors.ts'
import { exchange, type FhirAnswer, type FhirAsking, type FhirRequest } from './exchange.ts'
import type { FhirFound } from './found.ts'
import { type FhirResource, isFhirResource, objectsIn, textIn } from './json.ts'
import { searchPages } from './search-pages.ts'

/** Where a FHIR server is, and how much of what it says is read. */
export interface FhirClientOptions {
  /** With or without the last slash. */
  readonly base: URL
  /** Low in cardinality, such as `fut-measurement`; the spans begin with it. */
  readonly name: string
  readonly tracing: Tracing
  /** Of one answer. Default 16 MiB. */
  readonly maxBytes?: number
  /** Of one search; one more is an error and never left out in silence. Default 100. */
  readonly maxPages?: number
}

/** A FHIR server of version R4 that speaks JSON, without the person's number in any address. */
export interface FhirClient {
  /**
   * Searches by `POST <type>/_search` and follows the pages to the end.
   *
   * @throws {FhirFault} a status or an outcome that is an error
   * @throws {UpstreamUnreachable} no connection, a redirect, cut off
   * @throws {UpstreamAnswerInvalid} anything but a search's bundle, more pages than are read, a next page that lies elsewhere
   */
  search(asking: FhirAsking, type: string, parameters: URLSearchParams): Promise<FhirFound>
  /** Reads one resource; throws as {@link search} does. @param path below the base, such as `Binary/1` */
  read(asking: FhirAsking, path: string): Promise<FhirResource>
  /** Reads bytes as they are, such as a document's; throws as {@link search} does. @param url below the base */
  content(asking: FhirAsking, url: string): Promise<FhirAnswer>
}

const JSON_TYPE = 'application/fhir+json'
const MAX_BYTES = 16_777_216
const MAX_PAGES = 100

/** A client of one server. */
export function fhirClient(options: FhirClientOptions): FhirClient {
  const { name, tracing, maxBytes = MAX_BYTES, maxPages = MAX_PAGES } = options
  const base = withSlash(options.base)
  const ask = async (asking: FhirAsking, request: FhirRequest): Promise<FhirResource> =>
    resourceOf(await exchange(request, asking, { tracing, maxBytes }))
  const below = (url: string): URL => belowBase(base, url)
  return {
    search(asking, type, parameters) {
      const spanName = `${name} search ${type}`
      const first = { url: below(`${type}/_search`), accept: JSON_TYPE, spanName, form: parameters }
      const next = (url: string) => ask(asking, { url: below(url), accept: JSON_TYPE, spanName })
      return searchPages(ask(asking, first), next, { cpr: asking.cpr, maxPages })
    },
    read(asking, path) {
      return ask(asking, { url: below(path), accept: JSON_TYPE, spanName: `${name} read` })
    },
    async content(asking, url) {
      const request = { url: below(url), accept: '*/*', spanName: `${name} content` }
      const answer = await exchange(request, asking, { tracing, maxBytes })
      if (answer.status !== 200) throw faultOf(answer)
      return answer
    },
  }
}

const withSlash = (url: URL): URL => (url.href.endsWith('/') ? url : new URL(`${url.href}/`))

// A server that names another place would be handed the caller's token there.
function belowBase(base: URL, url: string): URL {
  const found = URL.parse(url, base)
  const root = base.href.replace(/\/$/, '')
  // Whatever only begins as the base does may be another host, or a server beside it.
  if (!found || !['', '/', '?'].some((end) => isAt(found.href, root, end))) {
    throw new UpstreamAnswerInvalid('it points to a place that is not its own')
  }
  return found
}

const isAt = (href: string, root: string, end: string): boolean =>
  end === '' ? href === root : href.startsWith(`${root}${end}`)

function resourceOf(answer: FhirAnswer): FhirResource {
  if (answer.status !== 200) throw faultOf(answer)
  const resource = parsed(answer)
  if (!resource) throw new UpstreamAnswerInvalid('it is no FHIR resource in JSON')
  if (resource.resourceType === 'OperationOutcome') throw faultOf(answer)
  return resource
}

function parsed({ body }: FhirAnswer): FhirResource | null {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
    return isFhirResource(value) ? value : null
  } catch {
    return null
  }
}

const ISSUE_TYPE = /^[a-z-]{1,40}$/

function faultOf(answer: FhirAnswer): FhirFault {
  const outcome = parsed(answer)
  if (outcome?.resourceType !== 'OperationOutcome') return new FhirFault(answer.status)
  const codes = objectsIn(outcome, 'issue').map((issue) => textIn(issue, 'code') ?? '')
  return new FhirFault(
    answer.status,
    codes.filter((code) => ISSUE_TYPE.test(code)),
  )
}
