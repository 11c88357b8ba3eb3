import type { ColumnType, Generated } from 'kysely'
import type { ReasonCode, Verdict } from '../../domain/outcome.ts'

/** Instants are text, RFC 3339 in UTC. */
type Instant = ColumnType<string, string, string>

/** Every measurement, for some days; one partition a day. */
export interface ResultTable {
  readonly target: number
  readonly at: Instant
  readonly verdict: Verdict
  readonly latency_ms: number | null
  readonly reason: ReasonCode | null
  readonly detail: string | null
  readonly prober: string
}

/** The last word on each target. */
export interface StandingTable {
  readonly target: number
  readonly verdict: Verdict
  /** Since when it says so without a gap. */
  readonly since: Instant
  readonly last_at: Instant
  readonly last_success: Instant | null
  readonly latency_ms: number | null
  readonly reason: ReasonCode | null
  readonly detail: string | null
  readonly certificate_days: number | null
  readonly capability: string | null
}

/**
 * A time for which a target said the same without a gap, for ever. The last one of a target is open: `until` is null, and it
 * reaches as far as the last measurement is fresh.
 */
export interface RunTable {
  readonly target: number
  readonly verdict: Verdict
  readonly since: Instant
  readonly until: Instant | null
}

/** A change of a target's verdict, or of what it says it can do; numbered in the order in which they were recorded. */
export interface TransitionTable {
  readonly number: Generated<string>
  readonly target: number
  readonly at: Instant
  readonly kind: 'verdict' | 'capability'
  readonly verdict: Verdict
  readonly reason: ReasonCode | null
  readonly detail: string | null
}

/** Latencies of one minute of one target. */
export interface MinuteTable {
  readonly target: number
  readonly at: Instant
  readonly samples: number
  readonly latency_sum: number
  readonly latency_max: number
}

/** How one Danish day of one subject was spent, in milliseconds; for ever. */
export interface DayTable {
  readonly subject: string
  readonly day: string
  readonly up_ms: number
  readonly degraded_ms: number
  readonly down_ms: number
  readonly unknown_ms: number
  readonly maintenance_ms: number
  readonly samples: number
  readonly latency_p50: number | null
  readonly latency_p95: number | null
}

/** How the hub's own calls went, by minute, subject and consumer. */
export interface CallMinuteTable {
  readonly subject: string
  readonly consumer: string
  readonly at: Instant
  readonly calls: number
  readonly failures: number
  readonly latency_sum: number
}

/** What was measured, and what became of it. */
export interface HistoryTables {
  result: ResultTable
  standing: StandingTable
  run: RunTable
  transition: TransitionTable
  minute: MinuteTable
  day: DayTable
  call_minute: CallMinuteTable
}
