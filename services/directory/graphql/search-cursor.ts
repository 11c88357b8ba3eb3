import { createHash } from 'node:crypto'
import { CursorInvalid } from '../../kit/paging.ts'
import type { Fit, SearchPosition, SearchQuestion } from '../domain/search/search-question.ts'
import { localDate } from '../domain/time/local-date.ts'
import type { View } from '../domain/time/view.ts'

/** Where a page of a search ended, and of what: the next page is of the same view, whatever was imported in between. */
export interface SearchCursor {
  readonly view: View
  /** Names the text and the filter. */
  readonly question: string
  /** How many the search finds in all. */
  readonly total: number
  readonly position: SearchPosition
}

type Fields = readonly [1, number, string, string, number, ...PositionFields]
type PositionFields = readonly [Fit, number, number, string, string]

/** @returns a short name of the question; another has another */
export const questionName = (question: SearchQuestion): string =>
  createHash('sha256').update(JSON.stringify(question)).digest('base64url').slice(0, 12)

/** @returns the cursor as a caller keeps it */
export function writeSearchCursor({ view, question, total, position }: SearchCursor): string {
  const { fit, status, level, name, sorId } = position
  const place: PositionFields = [fit, status, level, name, sorId]
  const fields: Fields = [1, view.revision, view.day, question, total, ...place]
  return Buffer.from(JSON.stringify(fields)).toString('base64url')
}

/** @throws {CursorInvalid} where no page of a search gave it */
export function readSearchCursor(cursor: string): SearchCursor {
  try {
    const fields: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (!isFields(fields)) throw new RangeError('it has other fields')
    const [, revision, day, question, total, fit, status, level, name, sorId] = fields
    const position = { fit, status, level, name, sorId }
    return { view: { revision, day: localDate(day) }, question, total, position }
  } catch (cause) {
    if (cause instanceof SyntaxError || cause instanceof RangeError) {
      throw new CursorInvalid(cursor, { cause })
    }
    throw cause
  }
}

const KINDS = ['number', 'number', 'string', 'string', 'number', 'number', 'number', 'number']

function isFields(value: unknown): value is Fields {
  if (!Array.isArray(value) || value.length !== 10 || value[0] !== 1) return false
  const kinds = [...KINDS, 'string', 'string']
  const isOfKind = value.every((field, place) => typeof field === kinds[place])
  return isOfKind && value.every((field) => typeof field !== 'number' || isCount(field))
}

const isCount = (field: number): boolean =>
  Number.isInteger(field) && field >= 0 && field <= 2_147_483_647
