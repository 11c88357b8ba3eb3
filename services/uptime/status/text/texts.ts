import type { Severity } from '../../domain/catalogue.ts'
import type { HealthState } from '../../domain/health-state.ts'
import type { IncidentEventKind } from '../../domain/incident/incident.ts'
import type { LevelVerdict } from '../../domain/report/service-level.ts'

/** In which language a page is written. */
export type Language = 'da' | 'en'

/** How all that a caller sees stands, taken together. */
export interface Counts {
  readonly down: number
  readonly degraded: number
  readonly unknown: number
  readonly maintenance: number
  readonly total: number
}

type Words<Key extends string> = Readonly<Record<Key, string>>

/** Every text of the pages. A language that lacks one does not compile. */
export interface Texts {
  readonly language: Language
  /** For dates and numbers, BCP 47. */
  readonly locale: string
  readonly site: Words<
    | 'brand'
    | 'title'
    | 'skip'
    | 'navigation'
    | 'status'
    | 'history'
    | 'json'
    | 'feed'
    | 'otherLanguage'
    | 'languages'
    | 'zone'
    | 'about'
    | 'measured'
    | 'reload'
    | 'breadcrumbs'
  >
  readonly states: Readonly<Record<HealthState, string>>
  readonly noFigures: string
  readonly severities: Readonly<Record<Severity, string>>
  readonly eventKinds: Readonly<Record<IncidentEventKind, string>>
  readonly words: Words<
    | 'since'
    | 'latency'
    | 'uptime'
    | 'uptime30'
    | 'uptime90'
    | 'budgetLeft'
    | 'burn'
    | 'forecast'
    | 'lasts'
    | 'spent'
    | 'spentOn'
    | 'notMeasured'
    | 'objective'
    | 'p95'
    | 'owner'
    | 'protocol'
    | 'environment'
    | 'lastChecked'
    | 'lastSuccess'
    | 'certificate'
    | 'reason'
    | 'none'
    | 'day'
    | 'state'
    | 'severity'
    | 'opened'
    | 'closed'
    | 'open'
    | 'duration'
    | 'nextUpdate'
    | 'overdue'
    | 'affected'
    | 'cause'
    | 'by'
    | 'rules'
    | 'recovered'
    | 'stillAffected'
    | 'mergedInto'
    | 'announced'
    | 'goingOn'
    | 'from'
    | 'to'
    | 'time'
    | 'mean'
    | 'highest'
    | 'accessPoint'
    | 'downTime'
    | 'slowTime'
    | 'unknownTime'
    | 'maintenanceTime'
    | 'contacts'
    | 'service'
  >
  readonly headings: Words<
    | 'openIncidents'
    | 'maintenance'
    | 'services'
    | 'accessPoints'
    | 'recent'
    | 'timeLine'
    | 'days'
    | 'latency'
    | 'budget'
    | 'incidents'
    | 'dependsOn'
    | 'dependents'
    | 'capability'
    | 'facts'
    | 'legend'
    | 'organisation'
  >
  readonly sentences: Words<
    | 'noOpenIncidents'
    | 'noMaintenance'
    | 'noServices'
    | 'noIncidents'
    | 'noLatency'
    | 'noHistoryNow'
    | 'nothingHappened'
    | 'noFiguresOfDay'
    | 'daysAsTable'
    | 'hoursAsTable'
    | 'today'
    | 'allHistory'
    | 'notMeasuredItself'
    | 'capabilityChanged'
    | 'unknownIsNotUp'
    | 'legendHeight'
    | 'budgetRule'
    | 'shares'
    | 'earlier'
    | 'later'
    | 'back'
    | 'missedUpdate'
  >
  readonly report: Words<'notOver' | 'rule' | 'verdict' | 'measured' | 'incidents' | 'csv'> & {
    readonly verdicts: Readonly<Record<LevelVerdict, string>>
  }
  readonly errors: Readonly<
    Record<
      'notFound' | 'withheld' | 'keyUnknown' | 'unavailable' | 'method' | 'bug',
      { readonly heading: string; readonly text: string }
    >
  >
  overall(counts: Counts): string
  stale(age: string): string
  daysAgo(days: number): string
  barsSummary(name: string, counts: Readonly<Record<HealthState | 'none', number>>): string
  latencySummary(mean: string, highest: string): string
  withheld(count: number): string
  accessPointsSum(count: number): string
  burnOver(window: string): string
  certificateDays(days: number): string
  organisation(id: string): string
  historyOf(month: string): string
  reportOf(month: string): string
  servicesDown(count: number): string
}
