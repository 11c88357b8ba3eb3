import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

const CHUNK_CHARACTERS = 256 * 1024

/** Text in few large pieces, as a file takes it best. */
export function* inChunks(texts: Iterable<string>): Generator<string> {
  let chunk = ''
  for (const text of texts) {
    chunk += text
    if (chunk.length >= CHUNK_CHARACTERS) {
      yield chunk
      chunk = ''
    }
  }
  if (chunk !== '') yield chunk
}

/** Writes texts to a file as they come; memory stays level whatever their number. */
export async function writeTexts(
  file: string,
  texts: Iterable<string>,
  encoding: 'utf8' | 'latin1' = 'utf8',
): Promise<void> {
  const bytes = function* (): Generator<Buffer> {
    for (const chunk of inChunks(texts)) yield Buffer.from(chunk, encoding)
  }
  await pipeline(Readable.from(bytes()), createWriteStream(file))
}
