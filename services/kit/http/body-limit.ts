import { Readable } from 'node:stream'
import type { Request, RequestHandler } from 'express'
import { RequestTooLarge } from './errors.ts'

/** What a GraphQL request may weigh; a thousand keys take a tenth of it. */
export const MAX_BODY_BYTES = 1_048_576

/**
 * Refuses a body of more than `maxBytes`, by its length where that is told, else while it comes in.
 *
 * @throws {RequestTooLarge} to the next error handler; the connection stays fit for use
 */
export function bodyLimit(maxBytes: number): RequestHandler {
  return async (request, _response, next) => {
    if (Number(request.get('content-length') ?? 0) > maxBytes) throw new RequestTooLarge(maxBytes)
    if (request.get('transfer-encoding') !== undefined) {
      // What has been read is handed on as a stream, which is what a body of unknown length was.
      request.body = Readable.from([await bodyOf(request, maxBytes)])
    }
    next()
  }
}

async function bodyOf(request: Request, maxBytes: number): Promise<Buffer> {
  try {
    return await collect(request.iterator({ destroyOnReturn: false }), maxBytes)
  } catch (error) {
    // The rest is let go of, not left in the socket, so that the answer is read and the connection goes on.
    request.resume()
    throw error
  }
}

async function collect(body: AsyncIterable<Buffer>, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.length
    if (size > maxBytes) throw new RequestTooLarge(maxBytes)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
