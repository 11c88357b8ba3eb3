import type { CatalogueService } from '../domain/catalogue.ts'
import type { Uptime } from '../domain/uptime.ts'

/** Services by id, each once, in their order; one that the caller may not see is left out. */
export async function visibleServices(
  ids: readonly string[],
  uptime: Uptime,
): Promise<CatalogueService[]> {
  const found = await Promise.all([...new Set(ids)].map((id) => uptime.service(id)))
  return found.filter((service) => service !== null)
}
