import { type Kysely, sql } from 'kysely'
import type { TargetWord } from '../../domain/health-of.ts'
import { freshMsOf } from '../../domain/history/standing.ts'
import type { ReasonCode, Verdict } from '../../domain/outcome.ts'
import type { Probe } from '../../domain/probe.ts'
import type { Tables } from '../tables.ts'

interface Row {
  readonly subject: string
  readonly probe: Probe
  readonly verdict: Verdict | null
  readonly since: string | null
  readonly last_at: string | null
  readonly last_success: string | null
  readonly latency_ms: number | null
  readonly reason: ReasonCode | null
  readonly certificate_days: number | null
}

/**
 * The last words on the targets of subjects.
 *
 * @param subjects null for all that are listed
 * @returns by subject key, one for each target, null for one that was never measured; a subject without targets is absent
 */
export async function targetWords(
  db: Kysely<Tables>,
  subjects: readonly string[] | null,
): Promise<ReadonlyMap<string, readonly (TargetWord | null)[]>> {
  const wanted = subjects === null ? sql`true` : sql`target.subject = any(${[...subjects]}::text[])`
  const { rows } = await sql<Row>`
    select target.subject, target.probe, standing.verdict, to_json(standing.since) #>> '{}' as since,
      to_json(standing.last_at) #>> '{}' as last_at, to_json(standing.last_success) #>> '{}' as last_success,
      standing.latency_ms, standing.reason, standing.certificate_days
    from target left join standing on standing.target = target.number
    where target.is_listed and ${wanted}
    order by target.subject, target.number`.execute(db)
  const bySubject = Map.groupBy(rows, ({ subject }) => subject)
  return new Map([...bySubject].map(([subject, all]) => [subject, all.map(toWord)]))
}

function toWord(row: Row): TargetWord | null {
  const { verdict, since, last_at: lastAt, last_success: lastSuccess } = row
  if (verdict === null || since === null || lastAt === null) return null
  return {
    ...{ verdict, since: Date.parse(since), lastAt: Date.parse(lastAt) },
    freshUntil: Date.parse(lastAt) + freshMsOf(row.probe),
    lastSuccess: lastSuccess === null ? null : Date.parse(lastSuccess),
    latencyMs: row.latency_ms,
    reason: row.reason,
    certificateDaysLeft: row.certificate_days,
  }
}
