import { COPY_FORMAT, type CopyHeader, type CopyTrailer } from '../../domain/copy/register-copy.ts'
import { CopyTorn, CopyUnreadable } from '../../errors/copying.ts'

// Far beyond any row of a register: whatever is longer is none.
const LONGEST_LINE = 16 * 1024 * 1024

/**
 * Splits a stream into the lines that end in it.
 *
 * @throws {CopyTorn} where the last line has no end, or one has none for too long
 */
export async function* lineBatches(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of chunks) {
    rest += decoder.decode(chunk, { stream: true })
    const end = rest.lastIndexOf('\n')
    if (end >= 0) yield rest.slice(0, end).split('\n')
    rest = rest.slice(end + 1)
    if (rest.length > LONGEST_LINE) throw new CopyTorn('Cannot read copy: a line has no end')
  }
  if (rest !== '') throw new CopyTorn('Cannot read copy: it ends in the middle of a line')
}

/** @throws {CopyUnreadable} where it is no header of ours, or of a format that is not read here */
export function headerFrom(line: string): CopyHeader {
  const header = jsonOf(line)
  if (header.fundament !== 'copy' || header.format !== COPY_FORMAT) {
    throw new CopyUnreadable('Cannot read copy: it is of another format')
  }
  const { revision, after, recordedAt, sources, voidBefore, tables } = header
  const isWhole =
    isCount(revision) &&
    (after === null || isCount(after)) &&
    typeof recordedAt === 'string' &&
    isTexts(sources) &&
    isCount(voidBefore) &&
    Object.values(Object(tables)).every(isTexts)
  if (!isWhole) throw new CopyUnreadable('Cannot read copy: its header lacks a part')
  return header as unknown as CopyHeader
}

/**
 * @param lines that were read before it
 * @throws {CopyTorn} where it is no trailer, or there should have been more or fewer lines
 */
export function trailerFrom(line: string | undefined, lines: number): CopyTrailer {
  const trailer = line?.startsWith('{"end":true,') ? jsonOf(line) : null
  if (trailer === null) throw new CopyTorn('Cannot read copy: it ends before its last line')
  if (trailer.lines !== lines || typeof trailer.checksums !== 'object') {
    throw new CopyTorn('Cannot read copy: lines are missing from it')
  }
  return trailer as unknown as CopyTrailer
}

function jsonOf(line: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(line))
  } catch (cause) {
    throw new CopyUnreadable('Cannot read copy: a line of it is not JSON', { cause })
  }
}

const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 0

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((text) => typeof text === 'string')
