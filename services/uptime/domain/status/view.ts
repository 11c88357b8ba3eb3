import type { BothLanguages } from '../catalogue.ts'
import type { Incident } from '../incident/incident.ts'
import { incidentTitle } from '../incident/words.ts'
import { maySee, type Sight } from '../sight.ts'
import type { StatusSnapshot } from './snapshot.ts'

/** A snapshot as one caller may see it. */
export interface StatusView extends StatusSnapshot {
  /** Access points that are measured and not shown to this caller. */
  readonly withheld: number
  /** @returns null for a service that this caller may not see, or that is no longer watched */
  nameOf(service: string): BothLanguages | null
  /** @returns null for an incident of nothing that this caller may see; else without what it may not see */
  cut(incident: Incident): Incident | null
  titleOf(incident: Incident): BothLanguages
}

const SOME_SERVICE: BothLanguages = { da: 'en tjeneste', en: 'a service' }

/** Leaves out what a caller may not see. */
export function viewOf(snapshot: StatusSnapshot, sight: Sight): StatusView {
  const services = snapshot.services.filter(({ service }) => maySee(sight, service))
  const accessPoints = snapshot.accessPoints.filter((point) => maySee(sight, point))
  const names = new Map(services.map(({ service }) => [service.id, service.name]))
  const isSeen = (id: string): boolean => sight.isOperator || names.has(id)
  const cut = (incident: Incident): Incident | null => {
    const held = incident.services.filter(({ id }) => isSeen(id))
    if (held.length === 0) return null
    const events = incident.events.filter(({ service }) => service === null || isSeen(service))
    return { ...incident, services: held, events }
  }
  return {
    ...{ at: snapshot.at, services, accessPoints, cut },
    incidents: snapshot.incidents.flatMap((incident) => cut(incident) ?? []),
    maintenance: snapshot.maintenance.flatMap((one) => {
      const held = one.services.filter(isSeen)
      return held.length > 0 ? [{ ...one, services: held }] : []
    }),
    withheld: snapshot.accessPoints.length - accessPoints.length,
    nameOf: (id) => names.get(id) ?? (sight.isOperator ? { da: id, en: id } : null),
    titleOf: ({ root }) =>
      incidentTitle(names.get(root) ?? (sight.isOperator ? { da: root, en: root } : SOME_SERVICE)),
  }
}
