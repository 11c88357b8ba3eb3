import type { Secret } from '../../services/kit/secret.ts'
import { UpstreamUnreachable } from '../../services/nsp/soap/errors.ts'
import { Differs, type Verdict } from './verdict.ts'

/** A search by POST, so that nobody's number stands in an address. */
export interface FhirTry {
  readonly type: 'Observation' | 'DocumentReference'
  readonly form: Readonly<Record<string, string>>
  readonly token: Secret
}

const REFUSED: ReadonlySet<number> = new Set([401, 403])

/** Searches a FHIR server. @throws {Differs} where it answers no Bundle of a search */
export async function tryFhir(
  base: URL,
  { type, form, token }: FhirTry,
  signal: AbortSignal,
): Promise<Pick<Verdict, 'kind' | 'what'>> {
  const response = await answered(`${base.href.replace(/\/$/, '')}/${type}/_search`, {
    ...{ method: 'POST', body: new URLSearchParams({ ...form }), redirect: 'manual', signal },
    headers: { accept: 'application/fhir+json', authorization: `Bearer ${token.reveal()}` },
  })
  if (REFUSED.has(response.status)) return { kind: 'refused', what: `HTTP ${response.status}` }
  if (response.status !== 200) throw new Differs(`HTTP ${response.status} for a search`)
  const { resourceType, type: kind } = Object(await response.json().catch(() => null))
  if (resourceType !== 'Bundle' || kind !== 'searchset') {
    throw new Differs('it answers a search with no Bundle of a search')
  }
  return { kind: 'seen', what: `search of ${type}` }
}

async function answered(url: string, init: RequestInit & { readonly signal: AbortSignal }) {
  try {
    return await fetch(url, init)
  } catch (cause) {
    if (init.signal.aborted) throw init.signal.reason
    throw new UpstreamUnreachable('there is no connection', { cause })
  }
}
