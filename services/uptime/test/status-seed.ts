import { type Kysely, sql } from 'kysely'
import { type Stretch, shareOf } from '../domain/history/stretch.ts'
import { type Subject, subjectKey } from '../domain/subject.ts'
import { targetsOf } from '../domain/targets-of.ts'
import { daysIn, windowOfDay } from '../domain/time/calendar.ts'
import { overlapOf } from '../domain/time/window.ts'
import { announceMaintenance } from '../store/maintenance/maintenance.ts'
import { maintenanceOf } from '../store/reading/shares.ts'
import type { Tables } from '../store/tables.ts'
import { saveCatalogue } from '../store/targets/save-catalogue.ts'
import type { StoryIncident, Year } from './status-year.ts'

const DAY = 86_400_000

/** Writes a year as it would have been recorded, without measuring it. */
export async function seedYear(db: Kysely<Tables>, year: Year): Promise<void> {
  const { catalogue, maintenance, now } = year
  await saveCatalogue(db, catalogue, targetsOf(catalogue))
  for (const one of maintenance) await announceMaintenance(db, one)
  const subjects: readonly Subject[] = [
    ...catalogue.services
      .filter(({ probes }) => probes.length > 0)
      .map(({ id }) => ({ kind: 'service' as const, id })),
    ...catalogue.accessPoints.map(({ id }) => ({ kind: 'access-point' as const, id })),
  ]
  const lines = new Map(subjects.map((subject) => [subject, lineOf(year, subject)]))
  await saveRuns(db, lines, now)
  await saveDays(db, lines, year)
  for (const incident of year.incidents) await saveIncident(db, incident)
  if (year.hasMinutes) await saveMinutes(db, now)
}

function lineOf({ now, days, trouble }: Year, subject: Subject): readonly Stretch[] {
  const line: Stretch[] = []
  let from = windowOfDay(daysIn({ from: now - days * DAY, to: now })[0] ?? '').from
  const up = (to: number) => to > from && line.push({ from, to, verdict: 'UP' })
  const own = [...(trouble.get(subjectKey(subject)) ?? [])].sort((a, b) => b.fromAgo - a.fromAgo)
  for (const { fromAgo, toAgo, verdict } of own) {
    up(now - fromAgo)
    if (verdict) line.push({ from: now - fromAgo, to: now - toAgo, verdict })
    from = now - toAgo
  }
  up(now)
  return line
}

type LineOf = ReadonlyMap<Subject, readonly Stretch[]>

const instant = (ms: number): string => new Date(ms).toISOString()

async function saveRuns(db: Kysely<Tables>, lines: LineOf, now: number): Promise<void> {
  const runs = [...lines].flatMap(([subject, line]) =>
    line.map(({ from, to, verdict }) => ({
      ...{ subject: subjectKey(subject), verdict, since: instant(from) },
      until: to === now ? null : instant(to),
    })),
  )
  await sql`
    insert into run (target, verdict, since, until)
    select number, r.verdict, r.since, r.until
    from json_to_recordset(${JSON.stringify(runs)}::json) as r(subject text, verdict text, since timestamptz, until timestamptz)
    join target on target.subject = r.subject`.execute(db)
  await sql`
    insert into standing (target, verdict, since, last_at, last_success, latency_ms, reason, certificate_days)
    select number, verdict, since, coalesce(until, ${instant(now)}),
      case when verdict = 'DOWN' then since else ${instant(now)} end,
      case when verdict = 'DOWN' then null else 20 + number * 7 % 90 end,
      case verdict when 'DOWN' then 'TIMEOUT' when 'DEGRADED' then 'SLOW' end, 41
    from run join target on target.number = run.target
    where since = (select max(since) from run last where last.target = run.target)`.execute(db)
}

async function saveDays(db: Kysely<Tables>, lines: LineOf, year: Year): Promise<void> {
  const { now, days, maintenance } = year
  const all = daysIn({ from: now - days * DAY, to: now })
  const rows = [...lines].flatMap(([subject, line]) => {
    const announced = maintenanceOf(subject, maintenance)
    return all.map((day) => {
      const window = overlapOf(windowOfDay(day), { from: 0, to: now })
      const near = line.flatMap(({ verdict, ...part }) => {
        const { from, to } = overlapOf(part, window)
        return to > from ? [{ from, to, verdict }] : []
      })
      const share = shareOf(window, near, announced)
      return {
        ...{ subject: subjectKey(subject), day, up_ms: share.upMs, degraded_ms: share.degradedMs },
        ...{
          down_ms: share.downMs,
          unknown_ms: share.unknownMs,
          maintenance_ms: share.maintenanceMs,
        },
        samples: 0,
      }
    })
  })
  for (let first = 0; first < rows.length; first += 50_000) {
    const some = JSON.stringify(rows.slice(first, first + 50_000))
    await sql`insert into day select * from json_populate_recordset(null::day, ${some}::json)`.execute(
      db,
    )
  }
}

async function saveIncident(db: Kysely<Tables>, { events, services, ...incident }: StoryIncident) {
  await db
    .insertInto('incident')
    .values({ ...incident, merged_into: null })
    .execute()
  await db
    .insertInto('incident_service')
    .values(services.map((held) => ({ ...held, incident: incident.id })))
    .execute()
  await db
    .insertInto('incident_event')
    .values(
      events.map((event) => ({
        ...event,
        incident: incident.id,
        text: JSON.stringify(event.text),
      })),
    )
    .execute()
}

async function saveMinutes(db: Kysely<Tables>, now: number): Promise<void> {
  await sql`
    insert into minute (target, at, samples, latency_sum, latency_max)
    select number, minute, 1, latency, latency * 1.4
    from target, generate_series(date_trunc('minute', ${instant(now - DAY)}::timestamptz), ${instant(now)}, '1 minute') as minute,
      lateral (select (35 + 25 * sin(extract(epoch from minute) / 9000 + number) + 12 * sin(extract(epoch from minute) / 700))::real as latency) as l
    where target.is_listed and not (extract(hour from minute) = 3 and extract(minute from minute) < 40)`.execute(
    db,
  )
}
