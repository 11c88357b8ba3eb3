import { Readable } from 'node:stream'
import { glnDigit } from '../../domain/identifier/gln.ts'
import { verhoeffDigit } from '../../domain/identifier/verhoeff.ts'
import type { FeedItem } from '../../domain/statement/facts.ts'
import type { Feed, FileEncoding, InputFile, ReadContext } from '../../source/feed.ts'

/** A file in memory, in UTF-8 unless said otherwise. */
export function fileOf(
  content: string | Buffer,
  options: { readonly name?: string; readonly encoding?: FileEncoding } = {},
): InputFile {
  const { name = 'register.csv', encoding = 'utf-8' } = options
  const latin = encoding === 'windows-1252' ? 'latin1' : 'utf8'
  const bytes = typeof content === 'string' ? Buffer.from(content, latin) : content
  return { name, encoding, sizeBytes: bytes.length, open: async () => Readable.from(pieces(bytes)) }
}

// Pieces of odd length, so that lines, quotes and characters are cut across them.
function* pieces(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += 4093) yield bytes.subarray(at, at + 4093)
}

/** A context without overrides and lists, or with those given. */
export const contextOf = (overrides: readonly (readonly [string, string])[] = []): ReadContext => ({
  columnOverrides: new Map(overrides),
  codeLists: new Map(),
})

/** All that a feed says of a file. */
export async function itemsOf(
  feed: Feed,
  file: InputFile,
  context: ReadContext = contextOf(),
): Promise<readonly FeedItem[]> {
  const items: FeedItem[] = []
  for await (const batch of feed.read(file, context)) items.push(...batch)
  return items
}

/** The items of one kind. */
export const ofKind = <Kind extends FeedItem['kind']>(
  items: readonly FeedItem[],
  kind: Kind,
): readonly Extract<FeedItem, { kind: Kind }>[] =>
  items.filter((item): item is Extract<FeedItem, { kind: Kind }> => item.kind === kind)

/** A fictional SOR id: sequences from 900000000 are not given out. */
export function sorIdOf(sequence: number): string {
  const digits = `${900_000_000 + sequence}100001600`
  return `${digits}${verhoeffDigit(digits)}`
}

/** A fictional GLN: prefix 952 is not given out. */
export function glnOf(sequence: number): string {
  const digits = `952${String(sequence).padStart(9, '0')}`
  return `${digits}${glnDigit(digits)}`
}

/** A CSV text: one header, rows by column name, absent values empty. */
export function csvOf(
  header: readonly string[],
  rows: readonly Readonly<Record<string, string>>[],
  delimiter = ';',
): string {
  const lines = rows.map((row) => header.map((name) => row[name] ?? '').join(delimiter))
  return `${[header.join(delimiter), ...lines].join('\n')}\n`
}
