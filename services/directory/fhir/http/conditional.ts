import type { Request } from 'express'
import { etagOf, isNotModified } from '../../../kit/http/etag.ts'
import type { Call } from './call.ts'
import type { Format } from './format.ts'

/** What an answer that a caller holds is compared with. */
interface Held {
  readonly etag: string
  /** RFC 3339; null where the answer has none. */
  readonly lastModified: string | null
}

/**
 * The tag of an answer that is made of many resources: of the revision, the day, what the caller may see, and the question.
 *
 * @returns null where the answer is one version of one resource, which has a tag of its own, or comes of no register
 */
export async function collectionTag(
  { interaction, register, base, isStrict }: Call,
  { format, url }: { readonly format: Format; readonly url: string },
): Promise<string | null> {
  if (!['search', 'history-type', 'history-instance', 'operation'].includes(interaction.kind)) {
    return null
  }
  const { revision, day } = await register.latest()
  return etagOf([String(revision), day, register.rights, base, url, format, String(isStrict)])
}

/** Tells whether the caller holds this already: by its tag, else by when it was changed. */
export function isUnchanged(request: Request, { etag, lastModified }: Held): boolean {
  if (request.get('if-none-match') !== undefined) return isNotModified(request, etag)
  const since = request.get('if-modified-since')
  if (since === undefined || lastModified === null) return false
  // HTTP counts in seconds.
  const second = Math.floor(Date.parse(lastModified) / 1_000) * 1_000
  return second <= Date.parse(since)
}
