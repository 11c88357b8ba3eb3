import { type Kysely, sql } from 'kysely'
import { merged } from '../../domain/history/merge.ts'
import { freshMsOf } from '../../domain/history/standing.ts'
import type { Stretch } from '../../domain/history/stretch.ts'
import type { Verdict } from '../../domain/outcome.ts'
import type { Probe } from '../../domain/probe.ts'
import type { TimeWindow } from '../../domain/time/window.ts'
import type { Tables } from '../tables.ts'

interface Row {
  readonly subject: string
  readonly target: number
  readonly probe: Probe
  readonly verdict: Verdict | null
  readonly since: string | null
  readonly until: string | null
  readonly last_at: string | null
}

/**
 * How subjects stood over a window, to the millisecond: the worst of their targets at every moment. Only targets that are
 * still listed count, over all of the window.
 *
 * @param now milliseconds since 1970; the future says nothing
 * @returns by subject key, in order of time; a subject without any measurement has no stretches
 */
export async function stretchesOfSubjects(
  db: Kysely<Tables>,
  subjects: readonly string[],
  { window, now }: { readonly window: TimeWindow; readonly now: number },
): Promise<ReadonlyMap<string, readonly Stretch[]>> {
  const { rows } = await sql<Row>`
    select target.subject, target.number as target, target.probe, run.verdict,
      to_json(run.since) #>> '{}' as since, to_json(run.until) #>> '{}' as until,
      to_json(standing.last_at) #>> '{}' as last_at
    from target
    left join standing on standing.target = target.number
    left join run on run.target = target.number and run.since < ${instant(window.to)}
      and (run.until is null or run.until > ${instant(window.from)})
    where target.subject = any(${[...subjects]}::text[]) and target.is_listed
    order by target.subject, target.number, run.since`.execute(db)
  const bySubject = Map.groupBy(rows, ({ subject }) => subject)
  return new Map(
    subjects.map((subject) => {
      const lines = Map.groupBy(bySubject.get(subject) ?? [], ({ target }) => target)
      return [subject, merged([...lines.values()].map((line) => toStretches(line, now)))]
    }),
  )
}

const toStretches = (rows: readonly Row[], now: number): readonly Stretch[] =>
  rows.flatMap(({ verdict, since, until, last_at, probe }) => {
    if (verdict === null || since === null || last_at === null) return []
    const from = Date.parse(since)
    const to =
      until === null ? Math.min(now, Date.parse(last_at) + freshMsOf(probe)) : Date.parse(until)
    return to > from ? [{ from, to, verdict }] : []
  })

const instant = (ms: number): string => new Date(ms).toISOString()
