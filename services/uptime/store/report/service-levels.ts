import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { CatalogueService } from '../../domain/catalogue.ts'
import { measuredMs, NO_TIME, type Share, together } from '../../domain/history/stretch.ts'
import { isMonth, type ServiceLevels, serviceLevel } from '../../domain/report/service-level.ts'
import { maySee, type Sight } from '../../domain/sight.ts'
import { type Subject, subjectKey } from '../../domain/subject.ts'
import { daysIn, nextDay, windowOfDay, windowOfMonth } from '../../domain/time/calendar.ts'
import { lengthOf, overlapOf, type TimeWindow } from '../../domain/time/window.ts'
import { MonthInvalid } from '../../errors/report.ts'
import { listedServices } from '../reading/catalogue.ts'
import { linesOf } from '../reading/shares.ts'
import { subjectDays } from '../status/days.ts'
import type { Tables } from '../tables.ts'

/** Who looks, and when. */
export interface ServiceLevelOptions {
  readonly sight: Sight
  /** Milliseconds since 1970. */
  readonly now: () => number
}

const DAY_MS = 86_400_000
/** Sums of younger days may be made again. */
const SETTLED_AFTER_MS = 2 * DAY_MS

/** Service levels of what a caller may see. */
export const serviceLevels = (
  db: Kysely<Tables>,
  { sight, now }: ServiceLevelOptions,
): ServiceLevels => ({
  report: async (month) => {
    const at = now()
    if (!isMonth(month)) throw new MonthInvalid(month, 'it is none, written YYYY-MM')
    const whole = windowOfMonth(month)
    if (whole.from >= at) throw new MonthInvalid(month, 'it has not begun')
    const window = overlapOf(whole, { from: whole.from, to: at })
    const services = (await listedServices(db)).filter((service) => maySee(sight, service))
    const [shares, latencies, incidents] = await Promise.all([
      sharesOf(db, services, { window, now: at }),
      worstLatencies(db, services, window),
      incidentCounts(db, window),
    ])
    const rows = services.map((service) =>
      serviceLevel({
        service,
        share: shares.get(service.id) ?? NO_TIME,
        incidents: incidents.get(service.id) ?? 0,
        worstP95Ms: latencies.get(keyOf(service)) ?? null,
      }),
    )
    return { month, isWhole: whole.to <= at, rows }
  },
})

const subjectFor = ({ id }: CatalogueService): Subject => ({ kind: 'service', id })
const keyOf = (service: CatalogueService): string => subjectKey(subjectFor(service))

/** How each service spent a window, by its id: whole days by their sums, the others by runs. */
async function sharesOf(
  db: Kysely<Tables>,
  services: readonly CatalogueService[],
  { window, now }: { readonly window: TimeWindow; readonly now: number },
): Promise<ReadonlyMap<string, Share>> {
  const days = daysIn(window)
  const settled = days.filter((day) => windowOfDay(day).to <= now - SETTLED_AFTER_MS)
  const summed = await sumsByDay(db, services.map(keyOf), settled)
  const isSummed = (service: CatalogueService, day: string) =>
    summed.has(`${keyOf(service)} ${day}`)
  const open = days.find((day) => !services.every((service) => isSummed(service, day)))
  const from = open === undefined ? window.to : windowOfDay(open).from
  const lines = await linesOf(db, services.map(subjectFor), {
    ...{ window: { from, to: window.to }, now },
  })
  const dayShare = (service: CatalogueService, day: string): Share =>
    summed.get(`${keyOf(service)} ${day}`) ??
    lines.shareOf(subjectFor(service), overlapOf(windowOfDay(day), window))
  return new Map(
    services.map((service) => [
      service.id,
      days.reduce((sum, day) => together(sum, dayShare(service, day)), NO_TIME),
    ]),
  )
}

/** Sums of whole days, by subject and day; a day that was summed before it was over is left out. */
async function sumsByDay(
  db: Kysely<Tables>,
  subjects: readonly string[],
  days: readonly string[],
): Promise<ReadonlyMap<string, Share>> {
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined) return new Map()
  const found = await subjectDays(db, { subjects, from: first, to: nextDay(last) })
  const whole = found.filter(({ day, share }) => {
    const spent = measuredMs(share) + share.unknownMs + share.maintenanceMs
    return spent === lengthOf(windowOfDay(day))
  })
  return new Map(whole.map(({ subject, day, share }) => [`${subject} ${day}`, share]))
}

/** The 95th percentile of the worst day, by subject. */
async function worstLatencies(
  db: Kysely<Tables>,
  services: readonly CatalogueService[],
  window: TimeWindow,
): Promise<ReadonlyMap<string, number>> {
  const days = daysIn(window)
  const { rows } = await sql<{ subject: string; worst: number }>`
    select subject, max(latency_p95) as worst from day
    where subject = any(${services.map(keyOf)}::text[]) and day between ${days[0]}::date and ${days.at(-1)}::date
      and latency_p95 is not null
    group by subject`.execute(db)
  return new Map(rows.map(({ subject, worst }) => [subject, worst]))
}

/** Incidents that were open at some time of a window, by service; one that became a part of another counts there. */
async function incidentCounts(
  db: Kysely<Tables>,
  { from, to }: TimeWindow,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ service: string; incidents: number }>`
    select held.service, count(*)::int as incidents
    from incident_service held join incident on incident.id = held.incident
    where incident.merged_into is null and held.joined_at < ${new Date(to).toISOString()}
      and (incident.closed_at is null or incident.closed_at >= ${new Date(from).toISOString()})
    group by held.service`.execute(db)
  return new Map(rows.map(({ service, incidents }) => [service, incidents]))
}
