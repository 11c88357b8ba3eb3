/** A media type with its parameters, names in lower case. */
export interface MediaType {
  /** Such as `multipart/related`, in lower case; empty for none. */
  readonly type: string
  readonly parameters: ReadonlyMap<string, string>
}

const PARAMETER = /;\s*([\w!#$&^.+-]{1,64})\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;"\s]*))/g

/**
 * Reads a Content-Type; the first of a parameter that is given twice counts.
 *
 * @param header at most 2,000 characters are looked at
 */
export function mediaType(header: string | null | undefined): MediaType {
  const text = (header ?? '').slice(0, 2_000)
  const parameters = new Map<string, string>()
  for (const [, name = '', inQuotes, plain] of text.matchAll(PARAMETER)) {
    const key = name.toLowerCase()
    if (!parameters.has(key)) parameters.set(key, inQuotes?.replace(/\\(.)/g, '$1') ?? plain ?? '')
  }
  return { type: text.split(';', 1)[0]?.trim().toLowerCase() ?? '', parameters }
}
