import { UpstreamAnswerInvalid } from '../../../nsp/soap/errors.ts'
import { FhirFault } from './errors.ts'
import { holdsNumber } from './exchange.ts'
import type { FhirFound } from './found.ts'
import {
  type FhirObject,
  type FhirResource,
  isFhirResource,
  neededText,
  numberIn,
  objectIn,
  objectsIn,
  textIn,
} from './json.ts'

/**
 * Reads a search's bundle and every page after it.
 *
 * A page that is asked for twice, one too many and one whose address holds the person's number end the whole search with an error:
 * what was read until then is never handed out as if it were all.
 *
 * @throws {UpstreamAnswerInvalid} for these, and for anything but a search's bundle
 * @throws {FhirFault} where an outcome among the entries is an error
 */
export async function searchPages(
  first: Promise<FhirResource>,
  next: (url: string) => Promise<FhirResource>,
  { cpr, maxPages }: { readonly cpr: string; readonly maxPages: number },
): Promise<FhirFound> {
  const found = { matches: [], included: [], outcomes: [] } as Collected
  const seen = new Set<string>()
  let page = await first
  const total = totalOf(page)
  for (;;) {
    collect(page, found)
    const url = nextOf(page)
    if (url === null) return { ...found, total }
    if (seen.has(url)) throw new UpstreamAnswerInvalid('its pages go round in a circle')
    if (URL.canParse(url) && holdsNumber(new URL(url), cpr)) {
      throw new UpstreamAnswerInvalid('the address of its next page holds a person number')
    }
    seen.add(url)
    if (seen.size >= maxPages) throw new UpstreamAnswerInvalid(`it has more than ${maxPages} pages`)
    page = await next(url)
  }
}

interface Collected {
  readonly matches: FhirResource[]
  readonly included: FhirResource[]
  readonly outcomes: FhirResource[]
}

function totalOf(bundle: FhirObject): number | null {
  const total = numberIn(bundle, 'total')
  if (total === null || (Number.isInteger(total) && total >= 0)) return total
  throw new UpstreamAnswerInvalid('total is no count')
}

function collect(bundle: FhirResource, { matches, included, outcomes }: Collected): void {
  if (bundle.resourceType !== 'Bundle' || bundle.type !== 'searchset') {
    throw new UpstreamAnswerInvalid('it is no bundle of a search')
  }
  for (const entry of objectsIn(bundle, 'entry')) {
    const { resource } = entry
    if (!isFhirResource(resource)) throw new UpstreamAnswerInvalid('an entry holds no resource')
    const mode = textIn(objectIn(entry, 'search') ?? {}, 'mode') ?? 'match'
    if (resource.resourceType === 'OperationOutcome') outcomes.push(harmless(resource))
    else if (mode === 'match') matches.push(resource)
    else included.push(resource)
  }
}

const SEVERE: ReadonlySet<string> = new Set(['fatal', 'error'])

function harmless(outcome: FhirResource): FhirResource {
  const isSevere = objectsIn(outcome, 'issue').some((issue) =>
    SEVERE.has(neededText(issue, 'severity')),
  )
  if (isSevere) throw new FhirFault(200)
  return outcome
}

function nextOf(bundle: FhirObject): string | null {
  const links = objectsIn(bundle, 'link').filter((link) => link.relation === 'next')
  const [link] = links
  if (!link) return null
  if (links.length > 1) throw new UpstreamAnswerInvalid('it names several next pages')
  return neededText(link, 'url')
}
