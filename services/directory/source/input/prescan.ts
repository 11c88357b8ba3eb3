import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import type { FileEncoding, InputFile } from '../feed.ts'
import { unfinishedTail, wholeSequences } from './utf8-boundary.ts'

/** What one pass over the bytes of a file tells. */
export interface Prescan {
  /** Lower-case hexadecimal, of the bytes out of their archive. */
  readonly sha256: string
  readonly sizeBytes: number
  readonly encoding: FileEncoding
  /** The beginning, up to 64 KiB, decoded, without a byte order mark. */
  readonly head: string
}

const HEAD_BYTES = 65_536

const done = new WeakMap<object, Promise<Prescan>>()

/**
 * Passes once over a file's bytes; asked again for the same file, it answers from memory.
 *
 * @throws faults of the stream, `ImportRefused` of an archive's guard among them
 */
export function prescan(file: { open(): Promise<Readable> }): Promise<Prescan> {
  const known = done.get(file)
  if (known) return known
  const scan = scanned(file)
  done.set(file, scan)
  return scan
}

/**
 * Makes an input file of a name and a way to open it, and remembers what its bytes tell.
 *
 * @throws what {@link prescan} throws
 */
export async function scannedFile(name: string, open: () => Promise<Readable>): Promise<InputFile> {
  const scan = await scanned({ open })
  const file: InputFile = { name, sizeBytes: scan.sizeBytes, encoding: scan.encoding, open }
  done.set(file, Promise.resolve(scan))
  return file
}

async function scanned(file: { open(): Promise<Readable> }): Promise<Prescan> {
  const hash = createHash('sha256')
  const head: Buffer[] = []
  const cut = wholeSequences()
  let valid = true
  let sizeBytes = 0
  const stream = await file.open()
  for await (const bytes of stream as AsyncIterable<Buffer>) {
    if (sizeBytes < HEAD_BYTES) head.push(Buffer.from(bytes.subarray(0, HEAD_BYTES - sizeBytes)))
    sizeBytes += bytes.length
    hash.update(bytes)
    valid = valid && isUtf8(cut(bytes, false))
  }
  valid = valid && isUtf8(cut(Buffer.alloc(0), true))
  const encoding = valid ? 'utf-8' : 'windows-1252'
  return { sha256: hash.digest('hex'), sizeBytes, encoding, head: decoded(head, encoding) }
}

function decoded(chunks: readonly Buffer[], encoding: FileEncoding): string {
  const bytes = Buffer.concat(chunks)
  const whole =
    encoding === 'utf-8' ? bytes.subarray(0, bytes.length - unfinishedTail(bytes)) : bytes
  return new TextDecoder(encoding).decode(whole)
}
