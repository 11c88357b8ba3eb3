import { type RawBuilder, sql, type Transaction } from 'kysely'
import type { Tables } from '../tables.ts'

/**
 * Writes what a revision did to the subjects of one type: rows into {@link DRAFT}, one for each record that came, went or
 * differs, and into {@link MENTIONS} for what other facts than the record itself changed of a subject.
 */
export type ChangePart = (trx: Transaction<Tables>, revision: number) => Promise<void>

/** Changes of one revision before they are numbered: source, subject_type, subject_id, kind, fields; one row for each record. */
export const DRAFT = sql.raw('pg_temp.change_draft')

/**
 * The same columns for what else is to be said of a subject: any number of rows for each, of kind `UPDATED` or `REPLACED`.
 * They add their fields to the record's own change; where there is none, they become one.
 */
export const MENTIONS = sql.raw('pg_temp.change_mention')

const TABLES = [DRAFT, MENTIONS]

/** Makes the tables of a draft anew; they die with the transaction. */
export async function openDraft(trx: Transaction<Tables>): Promise<void> {
  for (const table of TABLES) {
    await sql`drop table if exists ${table}`.execute(trx)
    await sql`create temp table ${unqualified(table)} (
      source text collate "C", subject_type text collate "C", subject_id text collate "C",
      kind text collate "C", fields text[]
    ) on commit drop`.execute(trx)
  }
}

const unqualified = (table: RawBuilder<unknown>) =>
  sql.raw(table === DRAFT ? 'change_draft' : 'change_mention')

/** Brings the mentions into the draft: a record that came or went says all by that. */
export async function foldMentions(trx: Transaction<Tables>): Promise<void> {
  const { rows } = await sql<{ any: boolean }>`
    select exists (select from ${MENTIONS}) as any`.execute(trx)
  if (!rows[0]?.any) return
  await sql`create temp table mentioned on commit drop as
    select source, subject_type, subject_id, bool_or(kind = 'REPLACED') as is_replaced,
      coalesce(array_agg(distinct field) filter (where field is not null), '{}') as fields
    from ${MENTIONS} left join lateral unnest(fields) as field on true
    group by source, subject_type, subject_id`.execute(trx)
  await sql`
    update ${DRAFT} as draft
    set fields = draft.fields || mentioned.fields,
      kind = case when is_replaced then 'REPLACED' else kind end
    from pg_temp.mentioned
    where ${SAME} and kind not in ('CREATED', 'REMOVED')`.execute(trx)
  await sql`
    insert into ${DRAFT} (source, subject_type, subject_id, kind, fields)
    select source, subject_type, subject_id, case when is_replaced then 'REPLACED' else 'UPDATED' end, fields
    from pg_temp.mentioned where not exists (select from ${DRAFT} as draft where ${SAME})`.execute(
    trx,
  )
  await sql`drop table pg_temp.mentioned`.execute(trx)
}

const SAME = sql`draft.source = mentioned.source and draft.subject_type = mentioned.subject_type
  and draft.subject_id = mentioned.subject_id`
