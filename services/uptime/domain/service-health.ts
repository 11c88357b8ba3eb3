import type { CatalogueService } from './catalogue.ts'
import type { Health } from './health.ts'
import { healthOf, type TargetWord } from './health-of.ts'
import { worstOf } from './health-state.ts'
import { countedPart, type Maintenance } from './incident/maintenance.ts'
import { subjectKey } from './subject.ts'

/** What is known of all services at one moment. */
export interface ServiceFacts {
  readonly services: readonly CatalogueService[]
  /** By subject key. */
  readonly words: ReadonlyMap<string, readonly (TargetWord | null)[]>
  readonly maintenance: readonly Maintenance[]
  /** Since when calls of some consumer fail, by subject key; milliseconds since 1970. */
  readonly failing: ReadonlyMap<string, number>
  /** Milliseconds since 1970 in UTC. */
  readonly now: number
}

/**
 * How each service stands, by its id. One that is not probed itself stands as the worst of those that it depends on. One that
 * probes find up is degraded with the reason `CALLS_FAIL` while, of the hub's own calls for some consumer in the last 5 minutes,
 * 5 at least, half or more have failed: it is up for us, and down for them.
 */
export function healthOfServices(facts: ServiceFacts): ReadonlyMap<string, Health> {
  const byId = new Map(facts.services.map((service) => [service.id, service]))
  const found = new Map<string, Health>()
  const healthFor = (service: CatalogueService, above: ReadonlySet<string>): Health => {
    const known = found.get(service.id)
    if (known) return known
    const words = facts.words.get(subjectKey({ kind: 'service', id: service.id })) ?? []
    const around = { now: facts.now, maintenanceSince: maintenanceSince(service.id, facts) }
    const own = asCalled(healthOf(words, around), service.id, facts)
    const path = new Set([...above, service.id])
    const below = service.dependsOn.flatMap((id) => (path.has(id) ? [] : (byId.get(id) ?? [])))
    const health =
      words.length > 0 || own.state === 'MAINTENANCE'
        ? own
        : (worst(below.map((one) => healthFor(one, path))) ?? own)
    found.set(service.id, health)
    return health
  }
  for (const service of facts.services) healthFor(service, new Set())
  return found
}

function asCalled(health: Health, id: string, { failing }: ServiceFacts): Health {
  const since = failing.get(subjectKey({ kind: 'service', id }))
  if (since === undefined || health.state !== 'UP') return health
  return {
    ...health,
    state: 'DEGRADED',
    since: new Date(since).toISOString(),
    reason: 'CALLS_FAIL',
  }
}

function worst(healths: readonly Health[]): Health | null {
  const state = worstOf(healths.map((health) => health.state))
  return healths.find((health) => health.state === state) ?? null
}

function maintenanceSince(id: string, { maintenance, now }: ServiceFacts): number | null {
  const parts = maintenance
    .filter(({ services }) => services.includes(id))
    .flatMap((one) => countedPart(one) ?? [])
    .filter(({ from, to }) => from <= now && now < to)
  return parts.length > 0 ? Math.min(...parts.map(({ from }) => from)) : null
}
