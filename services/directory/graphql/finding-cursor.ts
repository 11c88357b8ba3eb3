import { CursorInvalid } from '../../kit/paging.ts'
import { FINDING_RULES, type FindingPosition } from '../domain/quality/finding.ts'

/** @returns a cursor that stands behind the finding */
export const findingCursorOf = ({ rule, key }: FindingPosition): string =>
  Buffer.from(`${rule} ${key}`).toString('base64url')

/**
 * @returns the place that the cursor stands behind
 * @throws {CursorInvalid} where none of our pages gave it
 */
export function findingPositionOf(cursor: string): FindingPosition {
  const text = Buffer.from(cursor, 'base64url').toString()
  const rule = FINDING_RULES.find((each) => text.startsWith(`${each} `))
  const position = rule && { rule, key: text.slice(rule.length + 1) }
  // PostgreSQL holds no NUL, and none of our keys has one.
  const isOurs = position && !text.includes('\0') && findingCursorOf(position) === cursor
  if (!isOurs) throw new CursorInvalid(cursor)
  return position
}
