import { isUtf8 } from 'node:buffer'
import { ImportRefused } from '../../errors/importing.ts'
import type { FileEncoding, InputFile } from '../feed.ts'
import { wholeSequences } from './utf8-boundary.ts'

const BYTE_ORDER_MARK = '\uFEFF'

/**
 * Reads a file as text, chunk by chunk, so that a file of any size passes in little memory.
 *
 * @param encoding what the format demands, which may differ from what the bytes look like
 * @returns non-empty chunks without a byte order mark
 * @throws {ImportRefused} FILE_MALFORMED when the bytes are binary, FILE_ENCODING when they are not in `encoding`
 */
export async function* textOf(file: InputFile, encoding: FileEncoding): AsyncGenerator<string> {
  const decode = encoding === 'utf-8' ? utf8Decoder(file.name) : windows1252Decoder()
  const stream = await file.open()
  let isFirst = true
  try {
    for await (const bytes of stream as AsyncIterable<Buffer>) {
      if (isFirst) refuseBinary(bytes, file.name)
      const text = decode(bytes, false)
      if (text === '') continue
      const body = isFirst && text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text
      isFirst = false
      if (body !== '') yield body
    }
    const rest = decode(Buffer.alloc(0), true)
    if (rest !== '') yield rest
  } finally {
    stream.destroy()
  }
}

type Decoder = (bytes: Buffer, isLast: boolean) => string

function utf8Decoder(name: string): Decoder {
  const cut = wholeSequences()
  return (bytes, isLast) => {
    const whole = cut(bytes, isLast)
    if (isUtf8(whole)) return whole.toString('utf8')
    if (whole.includes(0)) throw binary(name)
    throw new ImportRefused('FILE_ENCODING', `Cannot read file "${name}": it is not UTF-8`)
  }
}

function windows1252Decoder(): Decoder {
  const decoder = new TextDecoder('windows-1252')
  return (bytes, isLast) => decoder.decode(bytes, { stream: !isLast })
}

function refuseBinary(bytes: Buffer, name: string): void {
  const [first, second] = bytes
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
  if (isUtf16) {
    throw new ImportRefused('FILE_ENCODING', `Cannot read file "${name}": it is UTF-16, not UTF-8`)
  }
  if (bytes.includes(0)) throw binary(name)
}

const binary = (name: string): ImportRefused =>
  new ImportRefused('FILE_MALFORMED', `Cannot read file "${name}": it is binary`)
