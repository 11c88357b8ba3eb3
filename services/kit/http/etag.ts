import { hash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/**
 * The tag of an answer, made of everything that the answer hangs on; none of it can be read out of the tag.
 *
 * It is a weak one: equal tags mean the same answer, whatever its encoding or the order of its bytes.
 *
 * @param parts in an order that does not vary; texts of different lengths cannot run into each other
 * @see RFC 9110, 8.8.3
 */
export const etagOf = (parts: readonly string[]): string =>
  `W/"${hash('sha256', JSON.stringify(parts), 'base64url')}"`

/**
 * Tells whether the one who asks holds the answer of this tag already, so that 304 without a body says it all.
 *
 * @see RFC 9110, 13.1.2: compared weakly, and `*` is any answer
 */
export const isNotModified = (request: Pick<IncomingMessage, 'headers'>, etag: string): boolean =>
  holdsTag(request.headers['if-none-match'], etag)

/** @param held the value of If-None-Match */
export function holdsTag(held: string | null | undefined, etag: string): boolean {
  if (held === undefined || held === null) return false
  if (held.trim() === '*') return true
  return [...held.matchAll(TAG)].some(([, opaque]) => opaque === opaqueOf(etag))
}

const TAG = /(?:W\/)?("[\x21\x23-\x7e\x80-\xff]*")/g

const opaqueOf = (etag: string): string => etag.replace(/^W\//, '')
