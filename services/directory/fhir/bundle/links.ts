import type { FhirElement } from '../resource.ts'
import { CURSOR, type Cursor, cursorText } from '../search/cursor.ts'
import { queryText, type RawQuery } from '../search/raw-query.ts'

/**
 * The links of a page. Everything that leads to the next page stands in the query, so that a client may as well put that
 * query behind the path it asked.
 *
 * @param path whole, without a query
 * @param honoured parameters to repeat
 * @param next null where the page is the last
 */
export function pageLinks(
  path: string,
  honoured: RawQuery,
  next: Cursor | null,
): readonly FhirElement[] {
  const link = (relation: string, query: RawQuery): FhirElement => ({
    relation,
    url: query.length === 0 ? path : `${path}?${queryText(query)}`,
  })
  const rest = honoured.filter(([name]) => name !== CURSOR)
  return [
    link('self', honoured),
    link('first', rest),
    ...(next ? [link('next', [...rest, [CURSOR, cursorText(next)]])] : []),
  ]
}
