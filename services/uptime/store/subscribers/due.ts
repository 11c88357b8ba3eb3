import { type Kysely, sql } from 'kysely'
import type { ToldEvent } from '../../domain/subscriber/notice.ts'
import type { Tables } from '../tables.ts'
import { SUBSCRIBER, type Subscriber } from './subscriber-rows.ts'

/** Subscribers that are looked at with one statement. */
const AT_ONCE = 500

/**
 * The number of the last line of all time lines before which no other can come any more. Numbers are given before they are
 * committed, so a look at the highest one could skip a line that is still being written: who writes is waited for, and who
 * comes waits for no longer than this one look.
 */
export async function settledUpTo(db: Kysely<Tables>): Promise<string> {
  return db.transaction().execute(async (trx) => {
    await sql`lock table incident_event in share mode`.execute(trx)
    return latestLine(trx)
  })
}

/** The number of the last line of all time lines that has been committed. */
export async function latestLine(db: Kysely<Tables>): Promise<string> {
  const { rows } = await sql<{ number: string }>`
    select coalesce(max(number), 0)::text as number from incident_event`.execute(db)
  return rows[0]?.number ?? '0'
}

/** Whether anybody has still to hear of lines up to a number. */
export async function isAnybodyBehind(db: Kysely<Tables>, upTo: string): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select from subscriber
      where confirmed_at is not null and ended_because is null and cursor < ${upTo}::bigint) as found`.execute(
    db,
  )
  return rows[0]?.found ?? false
}

/** Those who have still to hear of lines up to a number, or to be asked whether they want to, and whose turn has come. */
export async function dueSubscribers(
  db: Kysely<Tables>,
  { upTo, now }: { readonly upTo: string; readonly now: Date },
): Promise<readonly Subscriber[]> {
  const { rows } = await sql<Subscriber>`
    select ${SUBSCRIBER} from subscriber
    where ended_because is null and due_at <= ${now.toISOString()}
      and ((confirmed_at is not null and cursor < ${upTo}::bigint)
        or (confirmed_at is null and asked_at is null and kind = 'EMAIL'))
    order by due_at, id limit ${AT_ONCE}`.execute(db)
  return rows
}

/** Lines of all time lines behind a number, in their order. */
export async function linesBehind(
  db: Kysely<Tables>,
  { cursor, upTo, most }: { readonly cursor: string; readonly upTo: string; readonly most: number },
): Promise<readonly ToldEvent[]> {
  const { rows } = await sql<ToldEvent>`
    select line.number::int, to_json(line.at) #>> '{}' as at, line.kind, line.service, line.author, line.text,
      json_build_object('id', incident.id, 'root', incident.root, 'severity', incident.severity,
        'openedAt', incident.opened_at, 'closedAt', incident.closed_at, 'services', (
          select coalesce(json_agg(held.service order by held.joined_at, held.service), '[]')
          from incident_service held where held.incident = incident.id)) as incident
    from incident_event line join incident on incident.id = line.incident
    where line.number > ${cursor}::bigint and line.number <= ${upTo}::bigint
    order by line.number limit ${most}`.execute(db)
  return rows
}
