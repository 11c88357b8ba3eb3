import type { Incident } from '../../domain/incident/incident.ts'
import { dayStateOf } from '../../domain/status/day-state.ts'
import type { ServiceStatus } from '../../domain/status/snapshot.ts'
import type { StatusView } from '../../domain/status/view.ts'
import { countsOf, overallState } from '../page/counts.ts'

/** Everything that the pages show of now, for machines; the README beside describes it. */
export function statusAsJson(view: StatusView, isStale: boolean): string {
  return JSON.stringify({
    at: new Date(view.at).toISOString(),
    isStale,
    state: overallState(countsOf(view)),
    services: view.services.map((status) => toService(status, view)),
    accessPoints: {
      ...Object.fromEntries(
        [...Map.groupBy(view.accessPoints, ({ health }) => health.state)].map(([state, points]) => [
          state,
          points.length,
        ]),
      ),
      withheld: view.withheld,
    },
    incidents: view.incidents.map((incident) => toIncident(incident, view)),
    maintenance: view.maintenance,
  })
}

function toService({ service, health, days, ...status }: ServiceStatus, view: StatusView) {
  const { id, name, owner, organisation, protocol, environment, objective, severity } = service
  return {
    ...{ id, name, owner, organisation, protocol, environment, severity, health, objective },
    dependsOn: service.dependsOn.filter((on) => view.nameOf(on) !== null),
    uptime: { last30Days: status.last30Days, last90Days: status.last90Days },
    errorBudget: status.budget,
    days: days.map(({ day, share }) => ({ day, state: dayStateOf(share)?.state ?? null, share })),
  }
}

function toIncident(incident: Incident, view: StatusView) {
  const { root, ...rest } = incident
  return { ...rest, root: view.nameOf(root) === null ? null : root, title: view.titleOf(incident) }
}
