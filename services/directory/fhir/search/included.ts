import { FhirTooCostly } from '../../errors/fhir.ts'
import type { FhirRegister, Moment, ResourceLink } from '../port.ts'
import type { Resource, ResourceType } from '../resource.ts'
import type { Include } from './include.ts'

// With the matches beside them some ten megabytes.
const MOST_INCLUDED = 5_000
const AT_ONCE = 1_000

/** What a search is answered from. */
export interface Source {
  readonly register: FhirRegister
  readonly moment: Moment
}

/**
 * What comes along with the matches of a page, each once, and none that is a match itself.
 *
 * @throws {FhirTooCostly} where that is more than one answer holds; never a part of it
 */
export async function includedWith(
  matches: readonly Resource[],
  includes: readonly Include[],
  source: Source,
): Promise<readonly Resource[]> {
  const seen = new Set(matches.map(nameOf))
  const added: Resource[] = []
  let fresh = matches
  let asked = includes
  while (fresh.length > 0 && asked.length > 0) {
    const found: Resource[] = []
    for (const include of asked) {
      for (const resource of await follow(include, fresh, source)) {
        if (seen.has(nameOf(resource))) continue
        seen.add(nameOf(resource))
        found.push(resource)
      }
      if (added.length + found.length > MOST_INCLUDED) throw tooMany()
    }
    added.push(...found)
    fresh = found
    asked = includes.filter(({ iterates }) => iterates)
  }
  return added
}

const nameOf = ({ resourceType, id }: Resource): string => `${resourceType}/${id}`

const tooMany = () =>
  new FhirTooCostly(
    `Cannot answer search: more than "${MOST_INCLUDED}" resources come along with its matches, a smaller _count brings less`,
  )

async function follow(
  { direction, from, links }: Include,
  resources: readonly Resource[],
  source: Source,
): Promise<readonly Resource[]> {
  const found: Resource[] = []
  for (const link of links) {
    const start = resources.filter(
      ({ resourceType }) => resourceType === (direction === 'forward' ? from : link.target),
    )
    if (start.length === 0) continue
    const reached =
      direction === 'forward'
        ? await forward(link, start, source)
        : await back({ ...link, from }, start, source)
    found.push(...reached)
  }
  return found
}

async function forward(
  link: ResourceLink,
  resources: readonly Resource[],
  { register, moment }: Source,
): Promise<readonly Resource[]> {
  const ids = [...new Set(resources.flatMap((resource) => link.idsOf(resource)))]
  if (ids.length === 0) return []
  if (ids.length > MOST_INCLUDED) throw tooMany()
  const read = await register.reader(link.target, moment).read(ids)
  return [...read.values()].flatMap((one) => (one.kind === 'found' ? [one.resource] : []))
}

async function back(
  { from, parameter, target }: ResourceLink & { readonly from: ResourceType },
  resources: readonly Resource[],
  { register, moment }: Source,
): Promise<readonly Resource[]> {
  const reader = register.reader(from, moment)
  const values = resources.map(({ id }) => ({ type: target, id }))
  const criteria = [{ kind: 'reference' as const, parameter, values }]
  const found: Resource[] = []
  let after: string | null = null
  do {
    const page = { after, count: AT_ONCE, sort: [], countsFew: false }
    const { resources: more, next } = await reader.search(criteria, page)
    found.push(...more)
    if (found.length > MOST_INCLUDED) throw tooMany()
    after = next
  } while (after !== null)
  return found
}
