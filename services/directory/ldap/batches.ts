import { behindRevision } from '../domain/change/change.ts'
import { glnOfMailboxId } from '../domain/mailbox/mailbox.ts'
import type { LocalDate } from '../domain/time/local-date.ts'
import { affectedBy, type Subjects, subjectsAfter, turnedBetween } from '../store/ldap/subjects.ts'
import type { PublishContext } from './publish-context.ts'
import type { ShownRegister } from './shown-register.ts'
import type { EntryBatch } from './write-batch.ts'

const BATCH = 500
/** Beyond that, looking at everything costs less than finding out what to look at. */
const MOST_AFFECTED = 20_000
const MOST_CHANGES = 1_000

/**
 * Everything that the register holds, and everything else that is known to stand on the server.
 *
 * @param isRead what is known to stand there was read there
 */
export async function* allBatches(
  { db }: PublishContext,
  { sight, entriesOf }: ShownRegister,
  isRead: boolean,
): AsyncGenerator<EntryBatch> {
  for (const kind of ['organisation', 'service'] as const) {
    for (let after = ''; ; ) {
      const subjects = await subjectsAfter(db, sight, { kind, after, first: BATCH })
      const last = subjects.length < BATCH ? null : (subjects.at(-1) ?? null)
      const entries = await entriesOf(kind, subjects)
      yield { kind, range: { after, upTo: last }, entries, isRead }
      if (last === null) break
      after = last
    }
  }
}

/** What is affected by what has happened since a revision and a day. */
export async function* affectedBatches(
  affected: Subjects,
  { entriesOf }: ShownRegister,
): AsyncGenerator<EntryBatch> {
  for (const [kind, subjects] of [
    ['organisation', affected.sorIds],
    ['service', affected.glns],
  ] as const) {
    for (let at = 0; at < subjects.length; at += BATCH) {
      const some = subjects.slice(at, at + BATCH)
      const entries = await entriesOf(kind, some)
      yield { kind, range: { subjects: some }, entries, isRead: false }
    }
  }
}

/**
 * Finds out what may look otherwise than at a revision and a day, from the change feed and the days that were reached.
 *
 * @returns null where that is too much to be named
 */
export async function affectedSince(
  { db, feed }: PublishContext,
  { sight }: ShownRegister,
  since: { readonly revision: number; readonly day: LocalDate },
): Promise<Subjects | null> {
  const sorIds = new Set<string>()
  const glns = new Set<string>()
  let position = behindRevision(since.revision)
  for (let hasMore = true; hasMore; ) {
    const page = await feed.after(position, MOST_CHANGES)
    for (const { subjectType, subjectId } of page.changes) {
      if (subjectType === 'Organisation') sorIds.add(subjectId)
      const gln = subjectType === 'Endpoint' ? glnOfMailboxId(subjectId) : null
      if (gln !== null) glns.add(gln)
    }
    if (sorIds.size + glns.size > MOST_AFFECTED) return null
    hasMore = page.hasMore
    position = page.changes.at(-1) ?? position
  }
  const turned = await turnedBetween(db, sight, since.day)
  return affectedBy(db, sight, {
    sorIds: [...sorIds, ...turned.sorIds],
    glns: [...glns, ...turned.glns],
    most: MOST_AFFECTED,
  })
}
