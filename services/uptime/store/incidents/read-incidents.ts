import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Severity } from '../../domain/catalogue.ts'
import type { Incident, IncidentEvent, IncidentService } from '../../domain/incident/incident.ts'
import { nextUpdateDue } from '../../domain/incident/update-rule.ts'
import type { TimeWindow } from '../../domain/time/window.ts'
import type { IncidentPage, IncidentQuestion } from '../../domain/uptime.ts'
import type { Tables } from '../tables.ts'

interface Row {
  readonly id: string
  readonly root: string
  readonly severity: Severity
  readonly opened_at: string
  readonly closed_at: string | null
  readonly merged_into: string | null
  readonly services: readonly IncidentService[]
  readonly events: readonly IncidentEvent[]
}

/**
 * Reads incidents, the newest first.
 *
 * @param services only incidents that hold one of these; null for all
 */
export async function readIncidents(
  db: Kysely<Tables>,
  question: IncidentQuestion,
  services: readonly string[] | null,
): Promise<IncidentPage> {
  const { isOpen, service, first, after } = question
  const conditions = [
    ...(isOpen === null ? [] : [isOpen ? sql`closed_at is null` : sql`closed_at is not null`]),
    ...(service === null ? [] : [holds([service])]),
    ...(services === null ? [] : [holds(services)]),
    ...(after ? [sql`(opened_at, id) < (${after.openedAt}::timestamptz, ${after.id})`] : []),
  ]
  const rows = await read(db, conditions, first + 1)
  return { incidents: rows.slice(0, first).map(toIncident), hasMore: rows.length > first }
}

/** Incidents of one window at most. */
const MOST_IN_WINDOW = 1000

/** Reads the incidents that were open at some time of a window, the newest first; a thousand at most. */
export async function readIncidentsIn(
  db: Kysely<Tables>,
  { from, to }: TimeWindow,
): Promise<readonly Incident[]> {
  const rows = await read(
    db,
    [
      sql`opened_at < ${new Date(to).toISOString()}`,
      sql`(closed_at is null or closed_at >= ${new Date(from).toISOString()})`,
    ],
    MOST_IN_WINDOW,
  )
  return rows.map(toIncident)
}

/** @returns null where there is none of that id */
export async function readIncident(db: Kysely<Tables>, id: string): Promise<Incident | null> {
  const [row] = await read(db, [sql`id = ${id}`], 1)
  return row ? toIncident(row) : null
}

const holds = (services: readonly string[]): RawBuilder<unknown> => sql`exists (
  select from incident_service held
  where held.incident = incident.id and held.service = any(${[...services]}::text[]))`

async function read(
  db: Kysely<Tables>,
  conditions: readonly RawBuilder<unknown>[],
  most: number,
): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`
    select id, root, severity, to_json(opened_at) #>> '{}' as opened_at, to_json(closed_at) #>> '{}' as closed_at,
      merged_into,
      (select coalesce(json_agg(json_build_object('id', held.service, 'joinedAt', held.joined_at,
         'recoveredAt', held.recovered_at) order by held.joined_at, held.service), '[]')
       from incident_service held where held.incident = incident.id) as services,
      (select coalesce(json_agg(json_build_object('number', line.number, 'at', line.at, 'kind', line.kind,
         'service', line.service, 'author', line.author, 'text', line.text) order by line.at, line.number), '[]')
       from incident_event line where line.incident = incident.id) as events
    from incident
    where ${conditions.length > 0 ? sql.join(conditions, sql` and `) : sql`true`}
    order by opened_at desc, id desc limit ${most}`.execute(db)
  return rows
}

function toIncident({ opened_at, closed_at, merged_into, ...row }: Row): Incident {
  return {
    ...row,
    openedAt: opened_at,
    closedAt: closed_at,
    mergedInto: merged_into,
    nextUpdateDue: closed_at === null ? dueOf(row, opened_at) : null,
  }
}

function dueOf({ severity, events }: Pick<Row, 'severity' | 'events'>, openedAt: string) {
  const last = events.findLast(({ kind }) => kind === 'UPDATE')
  const due = nextUpdateDue({
    severity,
    openedAt: Date.parse(openedAt),
    lastUpdateAt: last ? Date.parse(last.at) : null,
  })
  return due === null ? null : new Date(due).toISOString()
}
