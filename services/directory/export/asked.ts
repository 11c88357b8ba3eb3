import type { CopyAsked } from '../domain/copy/register-copy.ts'
import { ExportUnusable } from '../errors/copying.ts'

/**
 * Reads what a request asks for.
 *
 * @throws {ExportUnusable} on a parameter that there is not, and on a revision that is none
 */
export function copyAsked(query: URLSearchParams): CopyAsked {
  for (const name of query.keys()) {
    if (name !== 'after') throw new ExportUnusable('Cannot export: "after" is the only parameter')
  }
  const [text = null, ...more] = query.getAll('after')
  if (more.length > 0) throw new ExportUnusable('Cannot export: "after" is given more than once')
  if (text === null) return { after: null }
  if (/^\d{1,9}$/.test(text)) return { after: Number(text) }
  throw new ExportUnusable('Cannot export after that: a revision is a whole number')
}
