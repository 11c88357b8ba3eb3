import { type RawBuilder, sql } from 'kysely'

/** Whether a row is in force on the day; both ends of its period count. */
export const inForce = (row: string, day: string): RawBuilder<boolean> => sql<boolean>`(
  ${sql.ref(`${row}.valid_from`)} <= ${day}::date
  and (${sql.ref(`${row}.valid_to`)} is null or ${sql.ref(`${row}.valid_to`)} >= ${day}::date))`

/** Whether a row stands in the revision. */
export const standsIn = (row: string, revision: number): RawBuilder<boolean> => sql<boolean>`(
  ${sql.ref(`${row}.first_revision`)} <= ${revision}::int
  and (${sql.ref(`${row}.last_revision`)} is null or ${sql.ref(`${row}.last_revision`)} >= ${revision}::int))`
