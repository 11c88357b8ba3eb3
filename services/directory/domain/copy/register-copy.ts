/** What a copy is of, and who it is for; its first line. */
export interface CopyHeader {
  readonly fundament: 'copy'
  /** Rises when a reader of before would misread it. */
  readonly format: number
  /** The revision that the copy stands for. */
  readonly revision: number
  /** Null for all that stands at `revision`; else what came after that revision. */
  readonly after: number | null
  /** RFC 3339: when `revision` was recorded. */
  readonly recordedAt: string
  /** Names of the sources in it, sorted: those that its reader may see. */
  readonly sources: readonly string[]
  /** The revision of the latest redaction; what was copied at an earlier revision is void. 0 where there is none. */
  readonly voidBefore: number
  /** Tables in it, each with its columns. */
  readonly tables: Readonly<Record<string, readonly string[]>>
}

/** How many rows of a table stand, and the sum of their digests, which hangs on no order. */
export interface TableSum {
  readonly rows: number
  readonly sum: string
}

/** The last line of a copy; without it, the copy is torn. */
export interface CopyTrailer {
  readonly end: true
  /** Lines between header and trailer. */
  readonly lines: number
  /** What the reader must hold once it has taken the copy. */
  readonly checksums: Readonly<Record<string, TableSum>>
}

/** What is asked for. */
export interface CopyAsked {
  /** Null for all that stands; a revision for what came after it. 0 is before the first, and gives all that ever stood. */
  readonly after: number | null
}

/** One state of the register on its way out; nothing that is imported meanwhile changes it. To be disposed. */
export interface RegisterCopy extends AsyncDisposable {
  readonly header: CopyHeader
  /** Lines after the header, the trailer included, in blocks that end with a line's end; to be read once. */
  blocks(): AsyncIterable<string>
}

/** Gives copies of what one caller may see. */
export interface RegisterCopies {
  /**
   * @throws {RegisterEmpty} where nothing has been imported yet
   * @throws {RevisionUnknown} where `after` is later than the latest revision
   * @throws {RevisionNotHeld} where `after` is earlier than what this hub holds
   * @throws {CopiesBusy} while too many are being read
   */
  open(asked: CopyAsked): Promise<RegisterCopy>
}

/** The format that is written and read here. */
export const COPY_FORMAT = 1
