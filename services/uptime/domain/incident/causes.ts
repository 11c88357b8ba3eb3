import type { WatchedService } from './watched.ts'

/** Services by id. */
export type Services = ReadonlyMap<string, WatchedService>

/**
 * What ails a service: those of its dependencies, near and far, that ail themselves and depend on nothing that ails; itself
 * where there is none. A circle of dependencies that all ail has its first in the alphabet for its cause.
 *
 * @param ails whether a service is to be taken for the cause of another
 * @returns sorted; several where several ail that have nothing to do with each other
 */
export function causesOf(
  id: string,
  services: Services,
  ails: (service: WatchedService) => boolean,
): readonly string[] {
  const reached = ailingBelow(id, services, ails)
  const isLeaf = (one: string): boolean => {
    const below = ailingBelow(one, services, ails)
    // In a circle each reaches the other; the first of them stands for all.
    return [...below].every((other) => ailingBelow(other, services, ails).has(one) && one <= other)
  }
  const leaves = [...reached].filter(isLeaf).sort()
  return leaves.length > 0 ? leaves : [id]
}

function ailingBelow(
  id: string,
  services: Services,
  ails: (service: WatchedService) => boolean,
): ReadonlySet<string> {
  const found = new Set<string>()
  const waiting = [...(services.get(id)?.dependsOn ?? [])]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const service = services.get(next)
    if (!service || found.has(next) || !ails(service)) continue
    found.add(next)
    waiting.push(...service.dependsOn)
  }
  return found
}
