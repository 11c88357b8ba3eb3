import { type RawBuilder, sql, type Transaction } from 'kysely'
import type { Tables } from '../tables.ts'
import type { RedactionTarget } from './redaction-targets.ts'

/**
 * Blanks the redacted columns of rows, in all their revisions, and takes their digest anew. Nothing else of them changes, and
 * blanking what is blank changes nothing.
 *
 * @param rows the table of the target, or staging of it
 * @param redacted selects subject_id, fields and related, once for each subject
 * @returns how many rows are of a redacted subject
 */
export async function blankRows(
  trx: Transaction<Tables>,
  target: RedactionTarget,
  rows: RawBuilder<unknown>,
  redacted: RawBuilder<unknown>,
): Promise<number> {
  const blanked = new Map(
    target.columns.map(({ column, field, blank }) => [
      column,
      sql`case when ${sql.lit(field)} = any(r.fields) and ${isStated(column)}
        then ${blank} else ${sql.ref(`t.${column}`)} end`,
    ]),
  )
  const sets = [...blanked].map(([column, value]) => sql`${sql.ref(column)} = ${value}`)
  const digested = target.table.columns.map(
    (column) => sql`${sql.lit(column)}, ${blanked.get(column) ?? sql.ref(`t.${column}`)}`,
  )
  const { numAffectedRows } = await sql`
    update ${rows} as t
    set ${sql.join([...sets, sql`hash = ${digestOf(sql.join(digested))}`])}
    from (${redacted}) as r
    where ${target.isOf} and r.fields && ${fieldsOf(target)}`.execute(trx)
  return Number(numAffectedRows ?? 0)
}

/** The names of the fields that a target carries. */
export const fieldsOf = ({ columns }: RedactionTarget): RawBuilder<unknown> =>
  sql`${[...new Set(columns.map(({ field }) => field))]}::text[]`

// A JSON null is an absence as well.
const isStated = (column: string) => sql`to_jsonb(${sql.ref(`t.${column}`)}) <> 'null'::jsonb`

// Of the columns that are not null, by name, so that a column that is added leaves digests as they are.
const digestOf = (pairs: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  left(encode(sha256(convert_to(jsonb_strip_nulls(jsonb_build_object(${pairs}))::text, 'UTF8')), 'base64'), 16)`
