import type { CopyTrailer } from '../../domain/copy/register-copy.ts'
import type { ArrivingCopy } from '../../domain/copy/source-hub.ts'
import { CopyTorn, CopyUnreadable } from '../../errors/copying.ts'
import { headerFrom, lineBatches, trailerFrom } from './copy-lines.ts'

/**
 * Reads a copy's header, and hands out the rest as it is asked for.
 *
 * @param chunks the copy as bytes; closed when the copy is disposed
 * @throws {CopyUnreadable} where it does not begin as a copy of ours
 * @throws what the stream throws
 */
export async function arrivingCopy(
  chunks: AsyncIterable<Uint8Array>,
  etag: string | null,
): Promise<ArrivingCopy> {
  const batches = lineBatches(chunks)
  const first = await batches.next()
  const [head = '', ...more] = first.done ? [] : first.value
  const header = headerFrom(head)
  return {
    ...{ header, etag },
    lines: () => untilTrailer(more, batches),
    [Symbol.asyncDispose]: async () => {
      await batches.return(undefined)
    },
  }
}

// The lines that came last are held back until there are further ones: the trailer is the one behind which nothing comes.
async function* untilTrailer(
  begun: readonly string[],
  batches: AsyncGenerator<readonly string[]>,
): AsyncGenerator<readonly string[], CopyTrailer> {
  let waiting = [...begun]
  let lines = 0
  try {
    for await (const batch of batches) {
      if (waiting.length > 0) yield waiting
      lines += waiting.length
      waiting = [...batch]
    }
  } catch (cause) {
    if (cause instanceof CopyTorn || cause instanceof CopyUnreadable) throw cause
    throw new CopyTorn('Cannot read copy: the stream of it broke', { cause })
  }
  const last = waiting.pop()
  lines += waiting.length
  if (waiting.length > 0) yield waiting
  return trailerFrom(last, lines)
}
