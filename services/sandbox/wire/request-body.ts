import type { IncomingMessage } from 'node:http'

/** More than any message to the platform. */
export const MAX_REQUEST_BYTES = 33_554_432

/**
 * Reads the body of a request.
 *
 * @param maxBytes the most that is held; of more, nothing is
 * @returns null for a larger one
 */
export async function bodyOf(
  request: IncomingMessage,
  maxBytes: number = MAX_REQUEST_BYTES,
): Promise<Buffer | null> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return null
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request.iterator({
    destroyOnReturn: false,
  }) as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxBytes) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, size)
}
