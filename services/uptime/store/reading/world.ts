import type { Kysely } from 'kysely'
import type { CallMinute } from '../../domain/calls/failing.ts'
import type { CatalogueAccessPoint, CatalogueService } from '../../domain/catalogue.ts'
import type { Health } from '../../domain/health.ts'
import type { TargetWord } from '../../domain/health-of.ts'
import type { Maintenance } from '../../domain/incident/maintenance.ts'
import { healthOfServices } from '../../domain/service-health.ts'
import { failingSubjects, lastCalls } from '../calls/read-calls.ts'
import { maintenanceIn } from '../maintenance/maintenance.ts'
import type { Tables } from '../tables.ts'
import { listedAccessPoints, listedServices } from './catalogue.ts'
import { targetWords } from './target-words.ts'

/** All that is watched, as it stands at one moment. */
export interface World {
  /** Milliseconds since 1970 in UTC. */
  readonly now: number
  readonly services: ReadonlyMap<string, CatalogueService>
  readonly accessPoints: ReadonlyMap<string, CatalogueAccessPoint>
  /** By subject key. */
  readonly words: ReadonlyMap<string, readonly (TargetWord | null)[]>
  /** By service id. */
  readonly health: ReadonlyMap<string, Health>
  /** How the hub's own calls of the last hour went, by subject key. */
  readonly calls: ReadonlyMap<string, readonly CallMinute[]>
  /** Going on now. */
  readonly maintenance: readonly Maintenance[]
}

/** Reads all that is watched. */
export async function readWorld(db: Kysely<Tables>, now: number): Promise<World> {
  const [services, accessPoints, words, maintenance, calls] = await Promise.all([
    listedServices(db),
    listedAccessPoints(db),
    targetWords(db, null),
    maintenanceIn(db, { from: now, to: now + 1 }),
    lastCalls(db, now),
  ])
  return {
    ...{ now, words, maintenance, calls },
    services: new Map(services.map((service) => [service.id, service])),
    accessPoints: new Map(accessPoints.map((point) => [point.id, point])),
    health: healthOfServices({
      ...{ services, words, maintenance, now, failing: failingSubjects(calls, now) },
    }),
  }
}

const HOLDS_MS = 1_000

/** Reads the world for all who ask, at most once a second: a measurement is older than that by itself. */
export function sharedWorld(db: Kysely<Tables>, now: () => number): () => Promise<World> {
  let last: { readonly at: number; readonly world: Promise<World> } | null = null
  return () => {
    const at = now()
    if (last && at - last.at < HOLDS_MS) return last.world
    const world = readWorld(db, at)
    // What failed is asked again by the next one.
    world.catch(() => {
      if (last?.world === world) last = null
    })
    last = { at, world }
    return world
  }
}
