import { sql, type Transaction } from 'kysely'
import { stageOf } from '../import/stage-tables.ts'
import type { VersionTable } from '../import/version-tables.ts'
import type { Tables } from '../tables.ts'
import { blankRows } from './blank-rows.ts'
import { standingRedactions } from './redacted.ts'
import { REDACTION_TARGETS } from './redaction-targets.ts'
import { blankStagedRejections } from './rejections.ts'

/**
 * Holds an import to the redactions that stand: what its files say of them is blanked before it is compared, so that it neither
 * comes back nor looks like a change.
 *
 * @param tables those that the import has staged
 */
export async function redactStaged(
  trx: Transaction<Tables>,
  tables: readonly VersionTable[],
): Promise<void> {
  const standing = await trx
    .selectFrom('redaction')
    .select('id')
    .where('lifted_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  if (!standing) return
  for (const target of REDACTION_TARGETS) {
    if (!tables.includes(target.table)) continue
    const stage = sql.table(stageOf(target.table.name))
    await blankRows(trx, target, stage, standingRedactions(target.type))
  }
  await blankStagedRejections(trx)
}
