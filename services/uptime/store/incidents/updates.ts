import { type Kysely, sql } from 'kysely'
import type { BothLanguages, Severity } from '../../domain/catalogue.ts'
import { missedUpdates } from '../../domain/incident/update-rule.ts'
import { ruleText } from '../../domain/incident/words.ts'
import type { Tables } from '../tables.ts'

/** What the owner of an incident tells its readers. */
export interface OwnerUpdate {
  readonly incident: string
  readonly author: string
  readonly text: BothLanguages
  /** RFC 3339 in UTC. */
  readonly at: string
}

/** @returns false where there is no such incident; one that is closed can still be told about */
export async function addOwnerUpdate(
  db: Kysely<Tables>,
  { incident, author, text, at }: OwnerUpdate,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into incident_event (incident, at, kind, service, author, text)
    select id, ${at}, 'UPDATE', null, ${author}, ${JSON.stringify(text)}::jsonb
    from incident where id = ${incident}`.execute(db)
  return (numAffectedRows ?? 0n) > 0n
}

interface Owed {
  readonly id: string
  readonly severity: Severity
  readonly opened_at: string
  readonly last_update: string | null
  readonly last_missed: string | null
}

/**
 * Writes down every update that was due on an open incident and did not come.
 *
 * @param now milliseconds since 1970
 * @returns how many
 */
export async function recordMissedUpdates(db: Kysely<Tables>, now: number): Promise<number> {
  const { rows } = await sql<Owed>`
    select id, severity, to_json(opened_at) #>> '{}' as opened_at,
      (select to_json(max(at)) #>> '{}' from incident_event e where e.incident = incident.id and kind = 'UPDATE') as last_update,
      (select to_json(max(at)) #>> '{}' from incident_event e where e.incident = incident.id and kind = 'UPDATE_MISSED')
        as last_missed
    from incident where closed_at is null`.execute(db)
  const missed = rows.flatMap((row) => missedOf(row, now))
  if (missed.length > 0) await db.insertInto('incident_event').values(missed).execute()
  return missed.length
}

function missedOf({ id, severity, opened_at, last_update, last_missed }: Owed, now: number) {
  const lastUpdateAt = last_update === null ? null : Date.parse(last_update)
  const after = last_missed === null ? 0 : Date.parse(last_missed)
  const owed = { severity, openedAt: Date.parse(opened_at), lastUpdateAt }
  return missedUpdates(owed, { after, now }).map((due) => ({
    ...{ incident: id, at: new Date(due).toISOString(), kind: 'UPDATE_MISSED' as const },
    ...{ service: null, author: null },
    text: JSON.stringify(ruleText('UPDATE_MISSED', { da: '', en: '' })),
  }))
}
