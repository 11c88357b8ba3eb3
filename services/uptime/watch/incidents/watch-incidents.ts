import type { Kysely } from 'kysely'
import { decide } from '../../domain/incident/decide.ts'
import { INCIDENT_TIMES, type IncidentTimes } from '../../domain/incident/watched.ts'
import { healthOfServices } from '../../domain/service-health.ts'
import { failingSubjects, lastCalls } from '../../store/calls/read-calls.ts'
import { carryOut } from '../../store/incidents/carry-out.ts'
import { openIncidents } from '../../store/incidents/open-incidents.ts'
import { recordMissedUpdates } from '../../store/incidents/updates.ts'
import { maintenanceIn } from '../../store/maintenance/maintenance.ts'
import { listedServices } from '../../store/reading/catalogue.ts'
import { targetWords } from '../../store/reading/target-words.ts'
import type { Tables } from '../../store/tables.ts'

/** What the rules are applied with. */
export interface IncidentWatch {
  /** Milliseconds since 1970. */
  readonly now: number
  readonly times?: IncidentTimes
  readonly newId: () => string
}

/**
 * Applies the rules once: opens and closes incidents, and writes down updates that did not come. One process at a time does
 * it; done again at the same moment it changes nothing.
 *
 * @returns whether a line was added to any time line
 */
export async function watchIncidents(
  db: Kysely<Tables>,
  { now, times = INCIDENT_TIMES, newId }: IncidentWatch,
): Promise<boolean> {
  const services = await listedServices(db)
  const words = await targetWords(db, null)
  const maintenance = await maintenanceIn(db, { from: now, to: now + 1 })
  const failing = failingSubjects(await lastCalls(db, now), now)
  const health = healthOfServices({ services, words, maintenance, failing, now })
  const byId = new Map(services.map((service) => [service.id, service]))
  const watched = services.map(({ id, dependsOn, severity }) => {
    const { state = 'UNKNOWN', since = null } = health.get(id) ?? {}
    return { id, dependsOn, severity, state, since: since === null ? now : Date.parse(since) }
  })
  const open = await openIncidents(db)
  const decisions = decide({ services: watched, open, now, times })
  await carryOut(db, decisions, {
    at: new Date(now).toISOString(),
    nameOf: (id) => byId.get(id)?.name ?? { da: id, en: id },
    severityOf: (id) => byId.get(id)?.severity ?? 'P3',
    newId,
  })
  return (await recordMissedUpdates(db, now)) > 0 || decisions.length > 0
}
