import type { BothLanguages, Severity } from '../catalogue.ts'

/** What a line of a time line tells. */
export type IncidentEventKind =
  | 'OPENED'
  | 'CAUSE_FOUND'
  | 'MERGED'
  | 'JOINED'
  | 'RELAPSED'
  | 'RECOVERED'
  | 'UPDATE'
  | 'UPDATE_MISSED'
  | 'CLOSED'

/** A line of a time line. Instants are RFC 3339 in UTC. */
export interface IncidentEvent {
  readonly number: number
  readonly at: string
  readonly kind: IncidentEventKind
  readonly service: string | null
  /** Null where it is the rules that speak. */
  readonly author: string | null
  readonly text: BothLanguages
}

/** A service in an incident. */
export interface IncidentService {
  readonly id: string
  readonly joinedAt: string
  readonly recoveredAt: string | null
}

/** A cause, and what suffers from it. */
export interface Incident {
  readonly id: string
  readonly root: string
  readonly severity: Severity
  readonly openedAt: string
  readonly closedAt: string | null
  readonly mergedInto: string | null
  readonly services: readonly IncidentService[]
  readonly events: readonly IncidentEvent[]
  /** When its owner owes the next word, RFC 3339; null where none is owed. */
  readonly nextUpdateDue: string | null
}
