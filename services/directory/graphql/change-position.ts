import { behindRevision, type ChangePosition } from '../domain/change/change.ts'
import { PositionAmbiguous, RevisionUnknown } from '../errors/reading.ts'
import { builder } from './builder.ts'
import { positionOf } from './change-cursor.ts'

/** Where in the feed to go on. */
export const positionArguments = builder.args((t) => ({
  afterRevision: t.int({ description: 'Behind all that this revision changed; 0 for everything.' }),
  after: t.string({
    description: 'A cursor: behind that very change. Not along with `afterRevision`.',
  }),
}))

/**
 * @returns null where neither is given
 * @throws {PositionAmbiguous} where both are given
 * @throws {RevisionUnknown} on a revision that the register does not have yet
 * @throws {CursorInvalid} on a cursor that none of our pages gave
 */
export function positionFrom(
  asked: {
    readonly afterRevision?: number | null | undefined
    readonly after?: string | null | undefined
  },
  latest: number,
): ChangePosition | null {
  const revision = asked.afterRevision ?? null
  const cursor = asked.after ?? null
  if (revision !== null && cursor !== null) throw new PositionAmbiguous(revision, cursor)
  if (cursor !== null) return positionOf(cursor, latest)
  if (revision === null) return null
  if (revision < 0 || revision > latest) throw new RevisionUnknown(revision, latest)
  return behindRevision(revision)
}
