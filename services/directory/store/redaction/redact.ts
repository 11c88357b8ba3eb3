import { sql, type Transaction } from 'kysely'
import type { RedactedFields } from '../../domain/redaction/redactable.ts'
import { RedactionUnusable } from '../../errors/redacting.ts'
import { DRAFT } from '../changes/change-draft.ts'
import { recordChanges } from '../changes/record-changes.ts'
import { followedUrl } from '../copy/following.ts'
import { lockImports, nextRevision, recordRevision } from '../import/revisions.ts'
import { refreshSearch, voidSearch } from '../search/refresh.ts'
import type { Tables } from '../tables.ts'
import { blankSubject } from './blank-subject.ts'
import { holdersOf } from './redacted.ts'

/** What is asked for, why, and by whom. */
export interface RedactionAct extends RedactedFields {
  readonly reason: string
  readonly author: string
}

/** What came of it. */
export interface RedactionMade {
  readonly id: number
  readonly revision: number
  readonly sources: readonly string[]
}

/**
 * Blanks fields of a subject in every revision, makes a revision of its own that says so, and holds later imports to it.
 *
 * @throws {RedactionUnusable} where no source has ever held the subject
 */
export async function redact(trx: Transaction<Tables>, act: RedactionAct): Promise<RedactionMade> {
  const { subjectType, subjectId, fields, reason, author } = act
  await lockImports(trx, () => {})
  await refuseInCopy(trx)
  const sources = await holdersOf(trx, act)
  if (sources.length === 0) {
    throw new RedactionUnusable(
      `Cannot redact ${subjectType} "${subjectId}": no source has ever held it`,
    )
  }
  const revision = await nextRevision(trx)
  const related = await blankSubject(trx, act)
  await recordRevision(trx, revision)
  const { id } = await trx
    .insertInto('redaction')
    .values({
      ...{ subject_type: subjectType, subject_id: subjectId, fields, related, sources },
      ...{ reason, author, revision },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await recordChanges(trx, revision, [draftOf(act, sources)])
  // What is blanked was found by it before, in every revision.
  if (subjectType === 'Organisation') await voidSearch(trx)
  await refreshSearch(trx)
  return { id, revision, sources }
}

// A copy is blanked by its source; blanked here only, it would differ from it.
async function refuseInCopy(trx: Transaction<Tables>): Promise<void> {
  const url = await followedUrl(trx)
  if (url === null) return
  throw new RedactionUnusable(`Cannot redact: this hub is a copy of "${url}", redact there`)
}

const draftOf =
  ({ subjectType, subjectId, fields }: RedactedFields, sources: readonly string[]) =>
  async (trx: Transaction<Tables>): Promise<void> => {
    await sql`
      insert into ${DRAFT} (source, subject_type, subject_id, kind, fields)
      select source, ${subjectType}, ${subjectId}, 'REDACTED', ${[...fields]}::text[]
      from unnest(${[...sources]}::text[]) as source`.execute(trx)
  }

/**
 * Lets later imports say again what a redaction blanked; nothing comes back by itself.
 *
 * @returns false where there is no such redaction, or it has been lifted before
 */
export async function liftRedaction(
  trx: Transaction<Tables>,
  { id, reason, author }: { readonly id: number; readonly reason: string; readonly author: string },
): Promise<boolean> {
  await lockImports(trx, () => {})
  const { numAffectedRows } = await sql`
    update redaction set lifted_at = clock_timestamp(), lifted_by = ${author}, lifted_because = ${reason}
    where id = ${id}::int and lifted_at is null`.execute(trx)
  return numAffectedRows === 1n
}
