import { sql, type Transaction } from 'kysely'
import type { Session } from '../../../kit/database.ts'
import type { CopyHeader } from '../../domain/copy/register-copy.ts'
import type { ArrivingCopy } from '../../domain/copy/source-hub.ts'
import { CopyApart, CopyDiffers, CopyUnreadable, CopyVoid } from '../../errors/copying.ts'
import { lockImports, REVISION_CHANNEL } from '../import/revisions.ts'
import { prepareSession } from '../import/session-settings.ts'
import { refreshSearch, voidSearch } from '../search/refresh.ts'
import type { Tables } from '../tables.ts'
import { checksums, differing } from './checksums.ts'
import { COPY_COLUMNS } from './copy-tables.ts'
import { clearRegister, enterCopy } from './enter-copy.ts'
import { type CopyPosition, copyPosition } from './following.ts'
import { stageCopy } from './stage-copy.ts'

/** What became of a copy. */
export interface TakenCopy {
  /** Rows were replaced or blanked, and what they were is to be swept out of the tables. */
  readonly hasLeftOver: boolean
}

/**
 * Takes a copy: one transaction, kept only when what is then held has the checksums that the source states.
 *
 * @throws {CopyUnreadable} where it is of other tables than ours
 * @throws {CopyVoid} where it was made before a redaction that is known of
 * @throws {CopyApart} where it does not continue what is held
 * @throws {CopyTorn} where it ends before its last line
 * @throws {CopyDiffers} where the checksums are others
 */
export async function takeCopy(session: Session<Tables>, copy: ArrivingCopy): Promise<TakenCopy> {
  const { header } = copy
  refuseOtherTables(header)
  await prepareSession(session.db)
  const trx = await session.db.startTransaction().execute()
  try {
    await lockImports(trx, () => {})
    const position = await copyPosition(trx)
    refuseApart(header, position)
    const { trailer, tables } = await stageCopy(trx, session.client, copy)
    if (header.after === null) await clearRegister(trx)
    await enterCopy(trx, tables)
    const differ = differing(await checksums(trx, header.revision, null), trailer.checksums)
    if (differ.length > 0) throw new CopyDiffers(header.revision, differ)
    await recordPosition(trx, header)
    // What is blanked now was found by its name before.
    const leftOver =
      position.revision !== null && (header.after === null || tables.has('redaction'))
    if (leftOver) await voidSearch(trx)
    await refreshSearch(trx)
    await trx.commit().execute()
    return { hasLeftOver: leftOver }
  } catch (error) {
    // The connection may be what failed; then there is nothing left to roll back.
    if (!trx.isCommitted && !trx.isRolledBack) await trx.rollback().execute().catch(ignored)
    throw error
  }
}

const ignored = (): void => {}

function refuseOtherTables({ tables }: CopyHeader): void {
  if (JSON.stringify(sorted(tables)) === JSON.stringify(sorted(COPY_COLUMNS))) return
  throw new CopyUnreadable('Cannot take copy: its hub is of another version, with other tables')
}

const sorted = (tables: CopyHeader['tables']) =>
  Object.entries(tables).sort(([one], [other]) => (one < other ? -1 : 1))

function refuseApart(
  { revision, after, voidBefore }: CopyHeader,
  position: Pick<CopyPosition, 'revision' | 'voidBefore'>,
): void {
  const known = Math.max(voidBefore, position.voidBefore)
  if (revision < known) throw new CopyVoid(revision, known)
  if (after !== null && after !== position.revision) {
    throw new CopyApart(`Cannot take copy after revision "${after}": another is held`)
  }
}

async function recordPosition(
  trx: Transaction<Tables>,
  { revision, after, sources, voidBefore }: CopyHeader,
): Promise<void> {
  await sql`
    update following set revision = ${revision}::int, sources = ${[...sources]}::text[],
      void_before = greatest(void_before, ${voidBefore}::int),
      earliest_revision = case when ${after}::int is null then ${revision}::int else earliest_revision end`.execute(
    trx,
  )
  await sql`select pg_notify(${REVISION_CHANNEL}, ${String(revision)})`.execute(trx)
}
