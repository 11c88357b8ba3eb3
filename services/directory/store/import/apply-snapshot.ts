import { sql, type Transaction } from 'kysely'
import type { FactKind } from '../../domain/statement/facts.ts'
import { redactStaged } from '../redaction/redact-staged.ts'
import type { Tables } from '../tables.ts'
import { applyDifference } from './difference.ts'
import { rejectDuplicates } from './duplicates.ts'
import type { ImportRun } from './import-run.ts'
import { type OutcomeCount, outcomesOf } from './outcomes.ts'
import { rejectCycles, rejectOrphans, rejectOwnerless } from './parents.ts'
import type { VersionTable } from './version-tables.ts'

/** What a snapshot did to the register. */
export interface Applied {
  readonly changed: boolean
  /** Whether anything ended, so that the guards have something to look at. */
  readonly ended: boolean
  /** Kinds of which the source states or held anything. */
  readonly outcomes: ReadonlyMap<FactKind, readonly OutcomeCount[]>
}

/** Changed rows from which on the planner must hear of them at once: until then every look-up reads the whole table. */
const ANALYZE_FROM = 1_000

/** Takes out of staging what breaks a rule, and brings the register to what is left. */
export async function applySnapshot(
  trx: Transaction<Tables>,
  run: ImportRun,
  tables: readonly VersionTable[],
): Promise<Applied> {
  await redactStaged(trx, tables)
  await rejectDuplicates(trx, tables)
  await rejectCycles(trx, run)
  await rejectOrphans(trx)
  if (tables.some(({ kind }) => kind === 'mailbox')) await rejectOwnerless(trx)
  let ended = 0
  let added = 0
  for (const table of tables) {
    const difference = await applyDifference(trx, table, run)
    ended += difference.ended
    added += difference.added
    if (difference.ended + difference.added >= ANALYZE_FROM) {
      await sql`analyze ${sql.table(table.name)}`.execute(trx)
    }
  }
  const outcomes = new Map<FactKind, readonly OutcomeCount[]>()
  for (const table of tables) outcomes.set(table.kind, await outcomesOf(trx, table, run))
  return { changed: ended + added > 0, ended: ended > 0, outcomes }
}
