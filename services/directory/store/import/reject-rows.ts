import { type RawBuilder, sql, type Transaction } from 'kysely'
import type { RejectionRule } from '../../domain/statement/facts.ts'
import type { Tables } from '../tables.ts'
import { REJECTIONS, stageOf } from './stage-tables.ts'
import type { VersionTable } from './version-tables.ts'

/** Which staged rows break a rule. */
export interface BrokenRule {
  readonly rule: RejectionRule | RawBuilder<unknown>
  /** A query of `row` (the staged row's ctid), `value` and `message`. */
  readonly rows: RawBuilder<unknown>
}

/**
 * Takes the rows that break a rule out of staging and keeps them as rejected.
 *
 * @returns how many there were
 */
export async function rejectRows(
  trx: Transaction<Tables>,
  table: VersionTable,
  { rule, rows }: BrokenRule,
): Promise<number> {
  const stage = sql.table(stageOf(table.name))
  const ruleName = typeof rule === 'string' ? sql`${sql.lit(rule)}` : rule
  const { numAffectedRows } = await sql`
    with broken as (${rows}),
    gone as (
      delete from ${stage} as s using broken where s.ctid = broken.row
      returning s.file, s.line, s.track, s.${sql.ref(table.rejectedBy[0] ?? 'track')} as subject,
                broken.*
    )
    insert into ${sql.table(REJECTIONS)}
      (file, line, rule, value, message, subject_kind, subject_key)
    select file, line, ${ruleName}, left(value, 100), message, ${sql.lit(table.kind)},
           coalesce(subject, track)
    from gone`.execute(trx)
  return Number(numAffectedRows ?? 0)
}
