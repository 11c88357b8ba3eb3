import { CursorInvalid } from '../../kit/paging.ts'
import { wrongSorId } from '../domain/identifier/sor-id.ts'

/** @returns a cursor that stands behind the unit */
export const cursorOf = (sorId: string): string => Buffer.from(sorId).toString('base64url')

/**
 * @returns the SOR id that the cursor stands behind
 * @throws {CursorInvalid} where none of our pages gave it
 */
export function sorIdOf(cursor: string): string {
  const sorId = Buffer.from(cursor, 'base64url').toString()
  if (wrongSorId(sorId) !== null || cursorOf(sorId) !== cursor) throw new CursorInvalid(cursor)
  return sorId
}
