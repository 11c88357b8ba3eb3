import { type Kysely, sql } from 'kysely'
import { CALLS_SEEN_MS, type CallMinute, failingSince } from '../../domain/calls/failing.ts'
import type { Tables } from '../tables.ts'

interface Row extends Omit<CallMinute, 'at'> {
  readonly subject: string
  readonly at: string
}

/**
 * How the calls of the last hour went.
 *
 * @param now milliseconds since 1970
 * @returns by subject key
 */
export async function lastCalls(
  db: Kysely<Tables>,
  now: number,
): Promise<ReadonlyMap<string, readonly CallMinute[]>> {
  const { rows } = await sql<Row>`
    select subject, consumer, to_json(at) #>> '{}' as at, calls, failures from call_minute
    where at > ${new Date(now - CALLS_SEEN_MS).toISOString()} and at <= ${new Date(now).toISOString()}`.execute(
    db,
  )
  const minutes = [...Map.groupBy(rows, ({ subject }) => subject)]
  return new Map(
    minutes.map(([subject, own]) => [
      subject,
      own.map(({ consumer, at, calls, failures }) => ({
        ...{ consumer, at: Date.parse(at), calls, failures },
      })),
    ]),
  )
}

/** Since when the calls to a subject fail, by subject key; one whose calls do not is absent. */
export const failingSubjects = (
  calls: ReadonlyMap<string, readonly CallMinute[]>,
  now: number,
): ReadonlyMap<string, number> =>
  new Map(
    [...calls].flatMap(([subject, minutes]) => {
      const since = failingSince(minutes, now)
      return since === null ? [] : [[subject, since] as const]
    }),
  )
