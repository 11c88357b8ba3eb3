import { hash } from 'node:crypto'
import { ImportRefused, ImportUnusable } from '../../errors/importing.ts'
import type { Visibility } from '../../store/tables.ts'
import type { Feed, InputFile } from '../feed.ts'
import { type Prescan, prescan } from '../input/prescan.ts'
import type { ImportInput, ImportOptions, ImportPlan, SkippedInput } from './plan.ts'
import { rankOf } from './ranks.ts'

/** A file whose format is known. */
export interface DeliveredFile extends InputFile {
  readonly feed: Feed
  readonly sha256: string
}

/** The files of one source in one import: together they are one snapshot. */
export interface Delivery {
  readonly source: string
  readonly format: string
  readonly rank: number
  readonly visibility: Visibility | null
  readonly files: readonly DeliveredFile[]
  /** Digest of all bytes and of what the caller says about them; the same again brings nothing new. */
  readonly fingerprint: string
}

/** What is in the files, before their rows are read. */
export interface SortedInputs {
  /** The source of the highest rank first, so that the others can lean on its units. */
  readonly deliveries: readonly Delivery[]
  readonly skipped: readonly SkippedInput[]
}

/**
 * Looks at every file once and sorts them by source.
 *
 * @throws {ImportRefused} when none of the files is known, or the only one is empty
 * @throws {ImportUnusable} when one source would be of two formats
 */
export async function sortInputs(plan: ImportPlan): Promise<SortedInputs> {
  const options = plan.options ?? {}
  const skipped = (plan.skipped ?? []).map(({ name, reason }) => ({ name, reason }))
  const groups = new Map<string, { input: ImportInput; file: DeliveredFile }[]>()
  for (const input of plan.inputs) {
    plan.signal?.throwIfAborted()
    const scan = await prescan(input)
    const feed = plan.feedFor(scan.head)
    if (!feed) {
      skipped.push({ name: input.name, reason: scan.sizeBytes === 0 ? EMPTY : 'unknown format' })
      continue
    }
    const source = input.source ?? options.source ?? feed.format
    const group = groups.get(source) ?? []
    groups.set(source, group)
    group.push({ input, file: delivered(input, scan, feed) })
  }
  if (groups.size === 0) throw nothingKnown(skipped)
  const deliveries = [...groups].map(([source, group]) => delivery(source, group, options))
  return { deliveries: deliveries.sort((a, b) => a.rank - b.rank), skipped }
}

function nothingKnown(skipped: readonly SkippedInput[]): ImportRefused {
  const [first, ...others] = skipped
  if (!first) return new ImportRefused('FILE_UNKNOWN', 'Cannot import: there is no file')
  const { name, reason } = first
  if (reason === EMPTY && others.length === 0) {
    return new ImportRefused('FILE_EMPTY', `Cannot import file "${name}": it is empty`)
  }
  const more = others.length > 0 ? `, nor any of ${others.length} more` : ''
  return new ImportRefused('FILE_UNKNOWN', `Cannot import file "${name}": ${reason}${more}`)
}

const EMPTY = 'empty'

const delivered = (input: ImportInput, scan: Prescan, feed: Feed): DeliveredFile => ({
  name: input.name,
  sizeBytes: scan.sizeBytes,
  encoding: scan.encoding,
  open: () => input.open(),
  sha256: scan.sha256,
  feed,
})

function delivery(
  source: string,
  group: readonly { input: ImportInput; file: DeliveredFile }[],
  options: ImportOptions,
): Delivery {
  const files = group.map(({ file }) => file).sort((a, b) => a.feed.order - b.feed.order)
  const formats = [...new Set(files.map(({ feed }) => feed.format))].sort()
  const [format = '', ...others] = formats
  if (others.length > 0) {
    const found = formats.join(' and ')
    throw new ImportUnusable(`Cannot import source "${source}": its files are of formats ${found}`)
  }
  const visibility = group.find(({ input }) => input.visibility)?.input.visibility
  return {
    source,
    format,
    rank: rankOf(format, options.isSample ?? false),
    visibility: visibility ?? options.visibility ?? null,
    files,
    fingerprint: fingerprint(files, options),
  }
}

function fingerprint(files: readonly DeliveredFile[], options: ImportOptions): string {
  const said = [...(options.columnOverrides ?? [])].map((pair) => pair.join('='))
  if (options.readsPersons && files.some(({ feed }) => feed.holdsPersons)) said.push('persons')
  const bytes = files.map(({ sha256 }) => sha256)
  return hash('sha256', [...bytes.sort(), ...said.sort(), options.snapshotDate ?? ''].join('\n'))
}
