import { CursorInvalid } from '../../kit/paging.ts'
import type { ChangePosition } from '../domain/change/change.ts'

/** @returns a cursor that stands behind the change */
export const changeCursorOf = ({ revision, ordinal }: ChangePosition): string =>
  Buffer.from(`${revision}.${ordinal}`).toString('base64url')

/**
 * @param latest the latest revision: no page of ours gave a cursor beyond it
 * @throws {CursorInvalid} where none of our pages gave it
 */
export function positionOf(cursor: string, latest: number): ChangePosition {
  const [, revision = '', ordinal = ''] =
    /^([1-9]\d{0,8})\.([1-9]\d{0,8})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? []
  const position = { revision: Number(revision), ordinal: Number(ordinal) }
  if (changeCursorOf(position) !== cursor || position.revision > latest) {
    throw new CursorInvalid(cursor)
  }
  return position
}
