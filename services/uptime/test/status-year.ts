import type { Catalogue, Severity } from '../domain/catalogue.ts'
import type { IncidentEventKind } from '../domain/incident/incident.ts'
import type { Maintenance } from '../domain/incident/maintenance.ts'
import type { Verdict } from '../domain/outcome.ts'

/** What a year of a test was like. */
export interface Year {
  readonly catalogue: Catalogue
  /** Milliseconds since 1970. */
  readonly now: number
  readonly days: number
  /** What each subject went through beside being up, by its key: `null` for a time that nobody measured. */
  readonly trouble: ReadonlyMap<string, readonly Trouble[]>
  readonly incidents: readonly StoryIncident[]
  readonly maintenance: readonly Maintenance[]
  /** Whether latencies of the last day are wanted. */
  readonly hasMinutes?: boolean
}

/** Something but up, from so many milliseconds before now until so many before now. */
export interface Trouble {
  readonly fromAgo: number
  readonly toAgo: number
  readonly verdict: Verdict | null
}

/** An incident with its time line. */
export interface StoryIncident {
  readonly id: string
  readonly root: string
  readonly severity: Severity
  readonly opened_at: string
  readonly closed_at: string | null
  readonly services: readonly {
    readonly service: string
    readonly joined_at: string
    readonly recovered_at: string | null
  }[]
  readonly events: readonly {
    readonly at: string
    readonly kind: IncidentEventKind
    readonly service: string | null
    readonly author: string | null
    readonly text: { readonly da: string; readonly en: string }
  }[]
}
