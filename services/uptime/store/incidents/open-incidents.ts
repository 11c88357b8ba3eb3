import { type Kysely, sql } from 'kysely'
import type { OpenIncident } from '../../domain/incident/watched.ts'
import type { Tables } from '../tables.ts'

interface Row {
  readonly id: string
  readonly root: string
  readonly opened_at: string
  readonly members: readonly { readonly service: string; readonly recoveredAt: string | null }[]
}

/** Every incident that is open, the oldest first. */
export async function openIncidents(db: Kysely<Tables>): Promise<readonly OpenIncident[]> {
  const { rows } = await sql<Row>`
    select id, root, to_json(opened_at) #>> '{}' as opened_at, (
      select coalesce(json_agg(json_build_object('service', service, 'recoveredAt', recovered_at)
        order by service), '[]')
      from incident_service where incident_service.incident = incident.id) as members
    from incident where closed_at is null order by opened_at, id`.execute(db)
  return rows.map(({ id, root, opened_at, members }) => ({
    ...{ id, root, openedAt: Date.parse(opened_at) },
    members: members.map(({ service, recoveredAt }) => ({
      service,
      recoveredAt: recoveredAt === null ? null : Date.parse(recoveredAt),
    })),
  }))
}
