import { sql, type Transaction } from 'kysely'
import type { RedactedFields } from '../../domain/redaction/redactable.ts'
import type { Tables } from '../tables.ts'
import { blankRows } from './blank-rows.ts'
import { forgetEntriesThatSay } from './origin-entries.ts'
import { oneRedacted, relatedTo } from './redacted.ts'
import { REDACTION_TARGETS } from './redaction-targets.ts'
import { blankKeptRejections, statedValues } from './rejections.ts'

/**
 * Blanks fields of a subject wherever this database holds them, in every revision. Which rows there are, and for when, stays.
 *
 * @returns keys of the records beside the subject's own that were blanked too
 */
export async function blankSubject(
  trx: Transaction<Tables>,
  redaction: RedactedFields,
): Promise<readonly string[]> {
  const related = await relatedTo(trx, redaction)
  const redacted = oneRedacted(redaction, related)
  const values = await statedValues(trx, redaction, redacted)
  for (const target of REDACTION_TARGETS) {
    if (target.type !== redaction.subjectType) continue
    await blankRows(trx, target, sql.table(target.table.name), redacted)
  }
  await blankKeptRejections(trx, redaction, values)
  await forgetEntriesThatSay(trx, [redaction.subjectId, ...values])
  return related
}
