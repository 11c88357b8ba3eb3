import { CursorInvalid } from '../../../kit/paging.ts'

/** Where a page goes on: at the moment that the first page looked at, whatever has been imported since. */
export interface Cursor {
  readonly revision: number
  readonly day: string
  /** As the reader gave it. */
  readonly after: string
  /** As the first page said it. */
  readonly total: number | null
}

/** Name of the parameter that carries a cursor. */
export const CURSOR = '_cursor'

export const cursorText = ({ revision, day, after, total }: Cursor): string =>
  Buffer.from(JSON.stringify([revision, day, after, total])).toString('base64url')

/** @throws {CursorInvalid} */
export function cursorOf(text: string): Cursor {
  const [revision, day, after, total, ...more] = listOf(text)
  const isOurs =
    Number.isSafeInteger(revision) &&
    typeof day === 'string' &&
    /^\d{4}-\d{2}-\d{2}$/.test(day) &&
    typeof after === 'string' &&
    (total === null || (typeof total === 'number' && Number.isSafeInteger(total) && total >= 0)) &&
    more.length === 0
  if (!isOurs) throw new CursorInvalid(text)
  return { revision: Number(revision), day, after, total }
}

function listOf(text: string): readonly unknown[] {
  try {
    const list: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
    return Array.isArray(list) ? list : []
  } catch {
    return []
  }
}
