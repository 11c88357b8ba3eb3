import { openSession } from '../../../kit/database.ts'
import type { CopyHeader } from '../../domain/copy/register-copy.ts'
import type { ArrivingCopy } from '../../domain/copy/source-hub.ts'
import { CopyApart, CopyDiffers } from '../../errors/copying.ts'
import {
  type CopyPosition,
  copyPosition,
  markBehind,
  markInStep,
} from '../../store/copy/following.ts'
import { takeCopy } from '../../store/copy/take-copy.ts'
import { sweepRedacted } from '../../store/redaction/sweep.ts'
import type { Tables } from '../../store/tables.ts'
import type { FollowOptions } from './follow-options.ts'

/** Contacts that may fail before a copy that nobody follows any more is told from one that is. */
const GRACE_INTERVALS = 3
const GRACE_MS = 60_000

/**
 * Asks the hub once for what is new, and takes it. Where that does not continue what is held, the whole is copied anew.
 *
 * @param held the tag of the last answer
 * @returns the tag of this one, for the next time
 */
export async function contact(options: FollowOptions, held: string | null): Promise<string | null> {
  const { db, hub, intervalMs, log, signal } = options
  const dueMs = intervalMs * GRACE_INTERVALS + GRACE_MS
  const position = await copyPosition(db)
  try {
    await using copy = await hub.copy({ after: position.revision }, held, signal)
    if (copy === null || isHeld(copy.header, position)) {
      await markInStep(db, dueMs)
      return copy?.etag ?? held
    }
    await take(options, copy)
  } catch (error) {
    if (position.revision === null || !isApart(error)) throw error
    const { code, details } = error
    log.warn({ hub: hub.url, code, ...details }, 'The whole register is copied anew')
    await using whole = await hub.copy({ after: null }, null, signal)
    if (whole) await take(options, whole)
  }
  await markInStep(db, dueMs)
  return null
}

const isApart = (error: unknown): error is CopyApart | CopyDiffers =>
  error instanceof CopyApart || error instanceof CopyDiffers

/**
 * @throws {CopyApart} where the hub is at the revision that is held, and holds another register, or shows another part of it
 */
function isHeld({ revision, recordedAt, sources }: CopyHeader, position: CopyPosition): boolean {
  if (revision !== position.revision) return false
  const isSame = recordedAt === position.recordedAt && `${sources}` === `${position.sources}`
  if (isSame) return true
  throw new CopyApart(`Cannot go on after revision "${revision}": its hub holds another one`)
}

async function take({ db, url, hub, log }: FollowOptions, copy: ArrivingCopy): Promise<void> {
  const { revision, after } = copy.header
  await markBehind(db, true)
  const startedAt = performance.now()
  await using session = await openSession<Tables>({ url })
  const { hasLeftOver } = await takeCopy(session, copy)
  const seconds = Math.round(performance.now() - startedAt) / 1_000
  log.info({ hub: hub.url, revision, after, seconds }, 'Copied')
  if (hasLeftOver) await sweepRedacted(session.db)
}
