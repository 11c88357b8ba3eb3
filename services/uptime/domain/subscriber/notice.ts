import type { BothLanguages, CatalogueService, Severity } from '../catalogue.ts'
import type { IncidentEvent } from '../incident/incident.ts'
import { incidentTitle } from '../incident/words.ts'

/** A line of a time line, with the incident as it stands when the line is told. */
export interface ToldEvent extends IncidentEvent {
  readonly incident: {
    readonly id: string
    readonly root: string
    readonly severity: Severity
    readonly openedAt: string
    readonly closedAt: string | null
    readonly services: readonly string[]
  }
}

/** What somebody wants to be told, and may be. */
export interface Wanted {
  /** None for all that may be seen. */
  readonly services: readonly string[]
  /** By id, those that may be seen. */
  readonly visible: ReadonlyMap<string, CatalogueService>
}

/** What is told of a line. */
export interface Notice {
  readonly event: IncidentEvent
  readonly incident: ToldEvent['incident'] & { readonly title: BothLanguages }
}

/**
 * What is told of a line: nothing of services that may not be seen.
 *
 * @returns null where nothing is
 */
export function noticeOf(
  { incident, ...event }: ToldEvent,
  { services, visible }: Wanted,
): Notice | null {
  const seen = [...new Set([incident.root, ...incident.services])].filter((id) => visible.has(id))
  const isWanted = services.length === 0 || seen.some((id) => services.includes(id))
  if (!isWanted || (event.service !== null && !visible.has(event.service))) return null
  const [first] = seen
  const named = first === undefined ? undefined : visible.get(first)
  if (first === undefined || !named) return null
  // What cannot be seen is not named as the cause either.
  return {
    event,
    incident: { ...incident, root: first, services: seen, title: incidentTitle(named.name) },
  }
}

/** A notice as it is posted. */
export const noticeBody = (subscription: string, { event, incident }: Notice): string =>
  JSON.stringify({ ...event, id: String(event.number), number: undefined, subscription, incident })
