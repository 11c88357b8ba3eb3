import { type RawBuilder, sql } from 'kysely'
import type { LocalDate } from '../../domain/time/local-date.ts'
import type { View } from '../../domain/time/view.ts'

/** What a reader looks at: a view, and the sources that the caller may see. */
export interface Sight extends View {
  readonly visibleSources: readonly string[]
}

/** What a statement looks at: a sight, or one whose day differs from row to row. */
export interface Look extends Omit<Sight, 'day'> {
  readonly day: LocalDate | RawBuilder<unknown>
}

/**
 * The row stands in the register at the revision looked at.
 *
 * @param row alias of a bitemporal table
 */
export const standsAt = (row: string, { revision }: Pick<Look, 'revision'>): RawBuilder<boolean> =>
  sql<boolean>`(${column(row, 'first_revision')} <= ${revision}::int
    and (${column(row, 'last_revision')} is null or ${column(row, 'last_revision')} >= ${revision}::int))`

/** The row's validity holds the day looked at; both ends are in it. */
export const isInForceAt = (row: string, { day }: Pick<Look, 'day'>): RawBuilder<boolean> =>
  sql<boolean>`(${column(row, 'valid_from')} <= ${day}::date
    and (${column(row, 'valid_to')} is null or ${column(row, 'valid_to')} >= ${day}::date))`

/** The row comes of a source that the caller may see. */
export const isVisible = (
  row: string,
  { visibleSources }: Pick<Look, 'visibleSources'>,
): RawBuilder<boolean> =>
  sql<boolean>`${column(row, 'source')} = any(${[...visibleSources]}::text[])`

const column = (row: string, name: string): RawBuilder<unknown> => sql.ref(`${row}.${name}`)
