import type { Kysely } from 'kysely'
import { openSession } from '../../../kit/database.ts'
import type { Secret } from '../../../kit/secret.ts'
import type { ArrivingCopy, SourceHub } from '../../domain/copy/source-hub.ts'
import { FollowUnusable } from '../../errors/copying.ts'
import { beginFollowing, copyPosition, refuseBefore } from '../../store/copy/following.ts'
import { takeCopy } from '../../store/copy/take-copy.ts'
import type { Tables } from '../../store/tables.ts'

/**
 * Takes the first copy from a file, so that only what came after it has to come over the wire. A database that holds a copy
 * already leaves the file alone.
 *
 * @throws {FollowUnusable} where the file holds only what came after a revision
 * @throws {CopyVoid} where its hub has redacted since
 * @throws {HubUnavailable} where the hub cannot say whether it has
 */
export async function beginWithFile(
  { db, url, hub }: { readonly db: Kysely<Tables>; readonly url: Secret; readonly hub: SourceHub },
  copy: ArrivingCopy,
  signal: AbortSignal,
): Promise<void> {
  if (copy.header.after !== null) {
    throw new FollowUnusable(
      'Cannot begin with that file: it holds only what came after a revision',
    )
  }
  await beginFollowing(db, hub.url)
  if ((await copyPosition(db)).revision !== null) return
  await refuseBefore(db, await hub.voidBefore(signal))
  await using session = await openSession<Tables>({ url })
  await takeCopy(session, copy)
}
