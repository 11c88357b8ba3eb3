import type { Readable } from 'node:stream'
import type { FeedItem } from '../domain/statement/facts.ts'

/** Text encodings that the registers use. */
export type FileEncoding = 'utf-8' | 'windows-1252'

/** One file to read, already out of its archive. */
export interface InputFile {
  /** As the caller named it, with the entry's name behind `!` when it lies in an archive. */
  readonly name: string
  readonly sizeBytes: number
  /** What the bytes are, found by looking at all of them. */
  readonly encoding: FileEncoding
  /** Opens the bytes anew from the start; the reader destroys the stream when it stops early. */
  open(): Promise<Readable>
}

/** What the readers of one source share while its files are read, one after the other. */
export interface ReadContext {
  /** Column name of the file, as written there → field, from `--column NAME=FIELD`. */
  readonly columnOverrides: ReadonlyMap<string, string>
  /** Whether persons are read, where a register holds any. */
  readonly readsPersons?: boolean
  /** Code lists that one file of a set holds for the others: list → code → label or name. */
  readonly codeLists: Map<string, Map<string, string>>
}

/** Reads one format. */
export interface Feed {
  /** Name of the format, and by default of the source: `sor-xml`, `sor2-csv`, `sor-csv`, `eer`, `edityper`, `shak`, `yder`, `clusters`, `groups`. */
  readonly format: string
  /** Which file of a set comes first: code lists 0, all else 1. */
  readonly order: number
  /** Whether files of the format can tell of persons, who are read only where they are asked for. */
  readonly holdsPersons?: boolean
  /** Whether a file with this beginning (up to 64 KiB, decoded) is of this format. */
  recognises(head: string): boolean
  /**
   * Yields what the file says, in batches, the header in the first batch.
   *
   * @throws {ImportRefused} when the file as a whole cannot be trusted: truncated, a needed header or element missing,
   *   not well-formed, wrong encoding, a line or a depth beyond the bounds
   */
  read(file: InputFile, context: ReadContext): AsyncIterable<readonly FeedItem[]>
}
