import { pipeline, type Readable, Transform } from 'node:stream'
import type { FactKind, FeedItem, FileHeader } from '../../domain/statement/facts.ts'
import { dayOf, type LocalDate } from '../../domain/time/local-date.ts'
import type { StagedFile, Staging } from '../../store/import/staging.ts'
import type { VersionTable } from '../../store/import/version-tables.ts'
import type { InputFile, ReadContext } from '../feed.ts'
import type { DeliveredFile, Delivery } from './delivery.ts'
import { hasOneGlnPerUnit } from './ranks.ts'

/** What a delivery says of itself once all of it is read. */
export interface ReadDelivery {
  readonly files: readonly ReadFile[]
  /** What there is to compare. */
  readonly tables: readonly VersionTable[]
  /** Kinds that end when they are not repeated; those of deltas are left out. */
  readonly speaksFor: ReadonlySet<FactKind>
  /** The newest day that a file states. */
  readonly day: LocalDate | null
  /** The newest instant that a file states, RFC 3339. */
  readonly instant: string | null
}

/** What one file held. */
export interface ReadFile {
  readonly name: string
  readonly format: string
  readonly rows: number
  readonly unknown: ReadonlyMap<string, number>
  readonly headers: readonly FileHeader[]
}

/** Told after every batch. */
export type OnBatch = (at: {
  readonly file: DeliveredFile
  readonly bytes: number
  readonly rows: number
}) => void

/**
 * Streams the files of one source into staging, one after the other.
 *
 * @throws {ImportRefused} when a file as a whole cannot be trusted
 */
export async function readDelivery(
  delivery: Delivery,
  staging: Staging,
  options: {
    readonly columnOverrides: ReadonlyMap<string, string>
    readonly readsPersons: boolean
    readonly onBatch: OnBatch
    readonly signal: AbortSignal | undefined
  },
): Promise<ReadDelivery> {
  const context: ReadContext = {
    columnOverrides: options.columnOverrides,
    readsPersons: options.readsPersons,
    codeLists: new Map(),
  }
  const files: ReadFile[] = []
  for (const [number, file] of delivery.files.entries()) {
    const counting = new FileReading(file, number)
    for await (const batch of file.feed.read(countingBytes(file, counting), context)) {
      options.signal?.throwIfAborted()
      for (const item of batch) counting.take(item, staging)
      await staging.turn()
      options.onBatch({ file, bytes: counting.takenBytes(), rows: counting.rows })
    }
    files.push(counting)
  }
  const tables = await staging.finish(deltasBesideSnapshots(files))
  return { files, tables, ...selfDescription(files.flatMap(({ headers }) => headers)) }
}

/** @returns numbers of the files that are deltas, where others are not */
function deltasBesideSnapshots(files: readonly ReadFile[]): readonly number[] {
  const deltas = files.flatMap(({ headers }, number) =>
    headers.some(({ isDelta }) => isDelta) ? [number] : [],
  )
  return deltas.length < files.length ? deltas : []
}

class FileReading implements ReadFile {
  readonly name: string
  readonly format: string
  readonly unknown = new Map<string, number>()
  readonly headers: FileHeader[] = []
  rows = 0
  private bytes = 0
  private readonly place: StagedFile

  constructor(file: DeliveredFile, number: number) {
    this.name = file.name
    this.format = file.feed.format
    this.place = { number, onePerUnit: hasOneGlnPerUnit(file.feed.format) }
  }

  take(item: FeedItem, staging: Staging): void {
    if (item.kind === 'header') this.headers.push(item)
    else if (item.kind === 'unknown') {
      this.unknown.set(item.name, (this.unknown.get(item.name) ?? 0) + (item.count ?? 1))
    } else {
      if (item.kind !== 'rejection') this.rows += 1
      staging.add(item, this.place)
    }
  }

  addBytes(bytes: number): void {
    this.bytes += bytes
  }

  takenBytes(): number {
    const taken = this.bytes
    this.bytes = 0
    return taken
  }
}

const countingBytes = (file: InputFile, reading: FileReading): InputFile => ({
  name: file.name,
  sizeBytes: file.sizeBytes,
  encoding: file.encoding,
  async open(): Promise<Readable> {
    const counter = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        reading.addBytes(chunk.length)
        done(null, chunk)
      },
    })
    // A fault of the file reaches the reader through the counter; a reader that stops closes the file.
    return pipeline(await file.open(), counter, () => {})
  },
})

function selfDescription(headers: readonly FileHeader[]) {
  const speaksFor = headers.filter(({ isDelta }) => !isDelta).flatMap((header) => header.speaksFor)
  const instants = headers.flatMap(({ snapshotInstant }) => snapshotInstant ?? [])
  const [instant = null] = instants.sort((a, b) => Date.parse(b) - Date.parse(a))
  const stated = headers.flatMap(({ snapshotDate }) => snapshotDate ?? [])
  const [day = null] = [...stated, ...instants.map((at) => dayOf(new Date(at)))].sort().reverse()
  return { speaksFor: new Set(speaksFor), day, instant }
}
