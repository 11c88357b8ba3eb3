import { causesOf, type Services } from './causes.ts'
import type { IncidentTimes, OpenIncident, WatchedService } from './watched.ts'

/** What the rules want done, in the order in which it is to be done. */
export type Decision =
  | { readonly kind: 'open'; readonly root: string; readonly services: readonly string[] }
  | { readonly kind: 'reroot'; readonly incident: string; readonly root: string }
  | { readonly kind: 'merge'; readonly incident: string; readonly into: string }
  | { readonly kind: 'join'; readonly incident: string; readonly service: string }
  | { readonly kind: 'relapse'; readonly incident: string; readonly service: string }
  | { readonly kind: 'recover'; readonly incident: string; readonly service: string }
  | { readonly kind: 'close'; readonly incident: string }

/** What the rules are asked about. */
export interface IncidentWorld {
  readonly services: readonly WatchedService[]
  readonly open: readonly OpenIncident[]
  readonly now: number
  readonly times: IncidentTimes
}

/**
 * What is to be done with incidents. A service that fails belongs to the incident of whatever it depends on that fails too, so
 * that one cause is one incident, however many suffer; when the cause is found later, the incident goes over to it.
 *
 * Asked again once all of it is done, at the same moment, it wants at most that a service which came in with a merge has
 * recovered, and after that nothing.
 */
export function decide(world: IncidentWorld): readonly Decision[] {
  const services: Services = new Map(world.services.map((service) => [service.id, service]))
  const failing = world.services.filter((service) => isFailing(service, world))
  const sufferers = sufferersByCause(failing, services)
  const decisions: Decision[] = []
  // Of two causes that explain one incident the first takes it over, and the other is an incident of its own.
  let free = world.open.filter(({ root }) => !sufferers.has(root))
  for (const [root, suffering] of sufferers) {
    const explained = free.filter((incident) => suffering.includes(incident.root)).sort(oldestFirst)
    free = free.filter((incident) => !explained.includes(incident))
    const held = world.open.find((incident) => incident.root === root)
    const [own, ...others] = held ? [held, ...explained] : explained
    if (!own) {
      decisions.push({ kind: 'open', root, services: suffering })
      continue
    }
    if (own !== held) decisions.push({ kind: 'reroot', incident: own.id, root })
    for (const { id } of others) decisions.push({ kind: 'merge', incident: id, into: own.id })
    decisions.push(...joined(own, suffering))
  }
  return [...decisions, ...endings(world, services, decisions)]
}

function isFailing({ state, since }: WatchedService, { now, times }: IncidentWorld): boolean {
  if (state === 'DOWN') return now - since >= times.downForMs
  return state === 'DEGRADED' && now - since >= times.degradedForMs
}

/** Root to the services that fail for it, itself among them where it fails. */
function sufferersByCause(
  failing: readonly WatchedService[],
  services: Services,
): ReadonlyMap<string, readonly string[]> {
  const byCause = new Map<string, string[]>()
  for (const { id, state } of failing) {
    // What is down is not explained by what is slow.
    const ails = (other: WatchedService): boolean =>
      other.state === 'DOWN' || (state === 'DEGRADED' && other.state === 'DEGRADED')
    for (const cause of causesOf(id, services, ails)) {
      byCause.set(cause, [...(byCause.get(cause) ?? []), id])
    }
  }
  return new Map([...byCause].map(([cause, ids]) => [cause, withCause(cause, ids)]))
}

const withCause = (cause: string, ids: readonly string[]): readonly string[] =>
  [...new Set([cause, ...ids])].sort()

const oldestFirst = (a: OpenIncident, b: OpenIncident): number =>
  a.openedAt - b.openedAt || (a.id < b.id ? -1 : 1)

function joined({ id, members }: OpenIncident, suffering: readonly string[]): readonly Decision[] {
  return suffering.flatMap((service): readonly Decision[] => {
    const member = members.find((one) => one.service === service)
    if (!member) return [{ kind: 'join', incident: id, service }]
    return member.recoveredAt === null ? [] : [{ kind: 'relapse', incident: id, service }]
  })
}

function endings(
  { open, now, times }: IncidentWorld,
  services: Services,
  decisions: readonly Decision[],
): readonly Decision[] {
  const gone = new Set(decisions.flatMap((one) => (one.kind === 'merge' ? [one.incident] : [])))
  const touched = new Set(
    decisions.flatMap((one) =>
      one.kind === 'join' || one.kind === 'relapse' ? [one.incident] : [],
    ),
  )
  const isWell = (id: string): boolean => {
    const service = services.get(id)
    // What is no longer in the catalogue is watched by nobody, and holds nothing open.
    if (!service) return true
    const { state, since } = service
    return WELL.has(state) && now - since >= times.wellForMs
  }
  return open
    .filter(({ id }) => !gone.has(id))
    .flatMap(({ id, members }): readonly Decision[] => {
      const sick = members.filter(({ recoveredAt }) => recoveredAt === null)
      const recovered = sick.filter(({ service }) => isWell(service))
      const isOver = recovered.length === sick.length && !touched.has(id)
      return [
        ...recovered.map(({ service }) => ({ kind: 'recover' as const, incident: id, service })),
        ...(isOver ? [{ kind: 'close' as const, incident: id }] : []),
      ]
    })
}

const WELL: ReadonlySet<string> = new Set(['UP', 'MAINTENANCE', 'UNMEASURED'])
