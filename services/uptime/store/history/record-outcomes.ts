import { type Kysely, sql, type Transaction } from 'kysely'
import { freshMsOf, type Standing, type Step, step } from '../../domain/history/standing.ts'
import type { Outcome, Verdict } from '../../domain/outcome.ts'
import type { Probe } from '../../domain/probe.ts'
import type { Tables } from '../tables.ts'

interface Known {
  readonly number: number
  readonly id: string
  readonly probe: Probe
  readonly verdict: Verdict | null
  readonly since: string | null
  readonly last_at: string | null
  readonly last_success: string | null
  readonly capability: string | null
}

interface Taken extends Step {
  readonly target: number
  readonly outcome: Outcome
}

/**
 * Takes outcomes into the history, in one transaction. Outcomes of targets that are no longer there, and those that are older
 * than what is known of their target, leave no trace; so the same outcomes twice do what they do once.
 */
export async function recordOutcomes(
  db: Kysely<Tables>,
  outcomes: readonly Outcome[],
): Promise<void> {
  if (outcomes.length === 0) return
  await db.transaction().execute(async (trx) => {
    const known = await lockTargets(trx, outcomes)
    const taken = takeAll(outcomes, known)
    if (taken.length === 0) return
    await addResults(trx, taken)
    await saveStandings(trx, taken)
    await moveRuns(trx, taken)
    await addTransitions(trx, taken)
  })
}

async function lockTargets(
  trx: Transaction<Tables>,
  outcomes: readonly Outcome[],
): Promise<ReadonlyMap<string, Known>> {
  const ids = [...new Set(outcomes.map(({ targetId }) => targetId))]
  const { rows } = await sql<Known>`
    select target.number, target.id, target.probe, standing.verdict,
      to_json(standing.since) #>> '{}' as since, to_json(standing.last_at) #>> '{}' as last_at,
      to_json(standing.last_success) #>> '{}' as last_success, standing.capability
    from target left join standing on standing.target = target.number
    where target.id = any(${ids}::text[])
    order by target.number for no key update of target`.execute(trx)
  return new Map(rows.map((row) => [row.id, row]))
}

function takeAll(
  outcomes: readonly Outcome[],
  known: ReadonlyMap<string, Known>,
): readonly Taken[] {
  const standings = new Map<string, Standing | null>()
  const inTime = [...outcomes].sort((a, b) => (a.at < b.at ? -1 : 1))
  return inTime.flatMap((outcome) => {
    const target = known.get(outcome.targetId)
    if (!target) return []
    const last = standings.get(target.id) ?? toStanding(target)
    const next = step(last, outcome, freshMsOf(target.probe))
    if (next === null) return []
    standings.set(target.id, next.standing)
    return [{ ...next, target: target.number, outcome }]
  })
}

function toStanding({ verdict, since, last_at, last_success, capability }: Known): Standing | null {
  if (verdict === null || since === null || last_at === null) return null
  return {
    verdict,
    since: Date.parse(since),
    lastAt: Date.parse(last_at),
    lastSuccess: last_success === null ? null : Date.parse(last_success),
    capability,
  }
}

async function addResults(trx: Transaction<Tables>, taken: readonly Taken[]): Promise<void> {
  await trx
    .insertInto('result')
    .values(
      taken.map(({ target, outcome }) => ({
        ...{ target, at: outcome.at, verdict: outcome.verdict, latency_ms: outcome.latencyMs },
        ...{ reason: outcome.reason, detail: outcome.detail, prober: outcome.prober },
      })),
    )
    .execute()
}

async function saveStandings(trx: Transaction<Tables>, taken: readonly Taken[]): Promise<void> {
  const last = new Map(taken.map((one) => [one.target, one]))
  const rows = [...last.values()].map(({ target, outcome, standing }) => ({
    target,
    verdict: standing.verdict,
    since: instant(standing.since),
    last_at: instant(standing.lastAt),
    last_success: standing.lastSuccess === null ? null : instant(standing.lastSuccess),
    latency_ms: outcome.latencyMs,
    reason: outcome.reason,
    detail: outcome.detail,
    certificate_days: outcome.certificateDaysLeft,
    capability: standing.capability,
  }))
  await sql`
    insert into standing
    select * from json_populate_recordset(null::standing, ${JSON.stringify(rows)}::json)
    on conflict (target) do update set verdict = excluded.verdict, since = excluded.since,
      last_at = excluded.last_at, last_success = excluded.last_success, latency_ms = excluded.latency_ms,
      reason = excluded.reason, detail = excluded.detail, certificate_days = excluded.certificate_days,
      capability = excluded.capability`.execute(trx)
}

async function moveRuns(trx: Transaction<Tables>, taken: readonly Taken[]): Promise<void> {
  for (const { target, standing, endedAt, begins } of taken) {
    if (endedAt !== null) {
      await sql`update run set until = ${instant(endedAt)} where target = ${target} and until is null`.execute(
        trx,
      )
    }
    if (begins) {
      const { verdict, since } = standing
      await trx
        .insertInto('run')
        .values({ target, verdict, since: instant(since), until: null })
        .execute()
    }
  }
}

async function addTransitions(trx: Transaction<Tables>, taken: readonly Taken[]): Promise<void> {
  const rows = taken.flatMap(({ target, outcome, turned, capabilityChanged }) => {
    const { at, verdict, reason, detail } = outcome
    const of = (kind: 'verdict' | 'capability') => ({ target, at, kind, verdict, reason, detail })
    return [...(turned ? [of('verdict')] : []), ...(capabilityChanged ? [of('capability')] : [])]
  })
  if (rows.length > 0) await trx.insertInto('transition').values(rows).execute()
}

const instant = (ms: number): string => new Date(ms).toISOString()
