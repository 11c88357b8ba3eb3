import { type Kysely, sql } from 'kysely'
import type {
  CapabilityChange,
  LatencyPoint,
  MonthHistory,
  StatusHistory,
} from '../../domain/status/history.ts'
import { subjectKey, subjectOf } from '../../domain/subject.ts'
import { windowOfMonth } from '../../domain/time/calendar.ts'
import { readIncident, readIncidents, readIncidentsIn } from '../incidents/read-incidents.ts'
import { maintenanceIn } from '../maintenance/maintenance.ts'
import { listedServices } from '../reading/catalogue.ts'
import type { Tables } from '../tables.ts'
import { daysWithSums, subjectDays } from './days.ts'

const INCIDENTS_OF_SERVICE = 20
const CHANGES = 20
const BUCKET_MINUTES = 15

/** Reads what a page tells beside its snapshot, when it is asked for. */
export const statusHistory = (db: Kysely<Tables>, now: () => number): StatusHistory => ({
  serviceHistory: async (service) => {
    const key = subjectKey({ kind: 'service', id: service })
    const question = { isOpen: null, service, first: INCIDENTS_OF_SERVICE, after: null }
    const [latency, capabilityChanges, { incidents }] = await Promise.all([
      latencyOf(db, key, now()),
      capabilityChangesOf(db, key),
      readIncidents(db, question, null),
    ])
    return { latency, capabilityChanges, incidents }
  },
  monthHistory: (month) => monthHistory(db, month),
  incident: (id) => readIncident(db, id),
})

/** Weighted by how often it was measured, over all targets of the subject. */
async function latencyOf(
  db: Kysely<Tables>,
  subject: string,
  now: number,
): Promise<readonly LatencyPoint[]> {
  const { rows } = await sql<{ at: string; mean: number; highest: number }>`
    select (extract(epoch from bucket) * 1000)::text as at, (sum(latency_sum) / sum(samples))::float8 as mean,
      max(latency_max)::float8 as highest
    from (
      select date_bin(make_interval(mins => ${BUCKET_MINUTES}), minute.at, '2000-01-01Z') as bucket,
        samples, latency_sum, latency_max
      from minute join target on target.number = minute.target
      where target.subject = ${subject} and target.is_listed and minute.samples > 0
        and minute.at >= ${new Date(now - 86_400_000).toISOString()}
    ) as buckets
    group by bucket order by bucket`.execute(db)
  return rows.map(({ at, mean, highest }) => ({
    ...{ at: Number(at), meanMs: mean, highestMs: highest },
  }))
}

async function capabilityChangesOf(
  db: Kysely<Tables>,
  subject: string,
): Promise<readonly CapabilityChange[]> {
  const { rows } = await sql<CapabilityChange>`
    select to_json(transition.at) #>> '{}' as at, target.id as target
    from transition join target on target.number = transition.target
    where target.subject = ${subject} and transition.kind = 'capability'
    order by transition.number desc limit ${CHANGES}`.execute(db)
  return rows
}

async function monthHistory(db: Kysely<Tables>, month: string): Promise<MonthHistory> {
  const window = windowOfMonth(month)
  const services = await listedServices(db)
  const subjects = services.map(({ id }) => subjectKey({ kind: 'service', id }))
  const asked = { subjects, from: `${month}-01`, to: firstOfNext(month) }
  const [incidents, maintenance, troubled, measuredDays] = await Promise.all([
    readIncidentsIn(db, window),
    maintenanceIn(db, window),
    subjectDays(db, { ...asked, isTroubled: true }),
    daysWithSums(db, asked),
  ])
  return {
    ...{ month, incidents, maintenance, measuredDays },
    troubled: troubled.map(({ subject, day, share }) => ({
      ...{ day, share, service: subjectOf(subject).id },
    })),
  }
}

function firstOfNext(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 10)
}
