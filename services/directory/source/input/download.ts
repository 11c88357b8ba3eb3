import { createWriteStream } from 'node:fs'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ImportUnusable } from '../../errors/importing.ts'

/** Bounds of a download. */
export interface DownloadLimits {
  /** @default 4 GiB */
  readonly maxBytes?: number
  /** For the whole download. @default 600,000 (10 minutes) */
  readonly timeoutMs?: number
  readonly signal?: AbortSignal
}

const MAX_BYTES = 4 * 2 ** 30
const TIMEOUT_MS = 600_000

/** How a URL is named in reports: without credentials and query, which may hold secrets. */
export const nameOfUrl = ({ origin, pathname }: URL): string => `${origin}${pathname}`

/**
 * Downloads a file by stream.
 *
 * @param path where to; must not exist
 * @throws {ImportUnusable} when it cannot be had whole within the limits
 */
export async function download(url: URL, path: string, limits: DownloadLimits = {}): Promise<void> {
  const name = nameOfUrl(url)
  const timeout = AbortSignal.timeout(limits.timeoutMs ?? TIMEOUT_MS)
  const signal = limits.signal ? AbortSignal.any([timeout, limits.signal]) : timeout
  try {
    const response = await fetch(url, { signal })
    if (!response.ok || response.body === null) {
      await response.body?.cancel()
      throw new ImportUnusable(`Cannot download "${name}": answered ${response.status}`)
    }
    const bound = boundOf(limits.maxBytes ?? MAX_BYTES, name)
    const target = createWriteStream(path, { flags: 'wx' })
    await pipeline(Readable.from(response.body), bound, target, { signal })
  } catch (cause) {
    limits.signal?.throwIfAborted()
    if (cause instanceof ImportUnusable) throw cause
    const state = timeout.aborted ? 'it takes too long' : 'not reachable, or cut off'
    throw new ImportUnusable(`Cannot download "${name}": ${state}`, { cause })
  }
}

function boundOf(maxBytes: number, name: string): Transform {
  let bytes = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      const isTooMuch = bytes > maxBytes
      if (isTooMuch) done(new ImportUnusable(`Cannot download "${name}": it is too large`))
      else done(null, chunk)
    },
  })
}
