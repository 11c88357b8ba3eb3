import { type RawBuilder, sql, type Transaction } from 'kysely'
import { REDACTED, type RedactedFields } from '../../domain/redaction/redactable.ts'
import { REJECTIONS } from '../import/stage-tables.ts'
import type { Tables } from '../tables.ts'
import { REDACTION_TARGETS } from './redaction-targets.ts'

/** Blanks what rejected rows of redacted subjects say, before they are counted, shown or kept. */
export async function blankStagedRejections(trx: Transaction<Tables>): Promise<void> {
  await sql`
    update ${sql.table(REJECTIONS)} as rejected
    set value = ${REDACTED},
        message = format('Cannot take %s "%s": what it says is redacted', subject_kind, subject_key)
    from redaction
    where lifted_at is null and subject_key in (subject_id, split_part(subject_id, '.', 1))`.execute(
    trx,
  )
}

// Shorter texts stand everywhere, and blanking all that holds one would blank what is about others.
const SHORTEST = 4

/** Of a block, what leads to a person; a town or a post code does not, and stands in what is about others. */
const TELLING = ['street', 'phone', 'email', 'website', 'subject']

/**
 * Reads what is about to be blanked. To be called before it is.
 *
 * @param redacted selects the subject as `blankRows()` takes it
 */
export async function statedValues(
  trx: Transaction<Tables>,
  { subjectType, fields }: RedactedFields,
  redacted: RawBuilder<unknown>,
): Promise<readonly string[]> {
  const stated = new Set<string>()
  for (const target of REDACTION_TARGETS.filter(({ type }) => type === subjectType)) {
    for (const { column, field } of target.columns) {
      if (!fields.includes(field)) continue
      const { rows } = await sql<{ value: unknown }>`
        select distinct to_jsonb(${sql.ref(`t.${column}`)}) as value
        from ${sql.table(target.table.name)} as t, (${redacted}) as r where ${target.isOf}`.execute(
        trx,
      )
      for (const { value } of rows) for (const text of textsOf(value)) stated.add(text)
    }
  }
  return [...stated].filter((text) => text.length >= SHORTEST && text !== REDACTED)
}

function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value)
    .filter(([key]) => TELLING.includes(key))
    .flatMap(([, text]) => (typeof text === 'string' ? [text] : []))
}

/** Blanks rejected rows of all imports before that name the subject, or say what was blanked of it. */
export async function blankKeptRejections(
  trx: Transaction<Tables>,
  { subjectId }: RedactedFields,
  values: readonly string[],
): Promise<void> {
  const told = [subjectId, ...values]
  await sql`
    update rejected_row set value = ${REDACTED}, message = 'Cannot take row "' || rule || '": what it says is redacted'
    where exists (
      select from unnest(${told}::text[]) as told (text)
      where strpos(value, told.text) > 0 or strpos(message, told.text) > 0
    )`.execute(trx)
}
