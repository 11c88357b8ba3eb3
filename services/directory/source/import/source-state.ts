import type { Transaction } from 'kysely'
import { ImportUnusable } from '../../errors/importing.ts'
import {
  countInForce,
  type KnownSource,
  lastSnapshot,
  sourceNamed,
} from '../../store/import/revisions.ts'
import type { Tables } from '../../store/tables.ts'
import type { SourceReport } from '../import-report.ts'
import type { Delivery } from './delivery.ts'
import type { ImportOptions } from './plan.ts'

/** A source, as it is to be once the import is recorded. */
export interface TargetSource {
  readonly source: KnownSource
  /** Whether the register does not know it so yet. */
  readonly isChanged: boolean
}

/** @throws {ImportUnusable} when the register knows the source by another format */
export async function targetSource(
  trx: Transaction<Tables>,
  { source: name, format, rank, visibility }: Delivery,
  { isSample = false }: ImportOptions,
): Promise<TargetSource> {
  const known = await sourceNamed(trx, name)
  if (!known) {
    const source = { name, format, rank, visibility: visibility ?? 'public', isSample } as const
    return { source, isChanged: true }
  }
  if (known.format !== format) {
    throw new ImportUnusable(
      `Cannot import source "${name}": its format is ${known.format}, the file's is ${format}`,
    )
  }
  const source = { ...known, visibility: visibility ?? known.visibility }
  return { source, isChanged: source.visibility !== known.visibility }
}

/** @returns the report of a source whose bytes are those of last time; null when there is something to read */
export async function unchangedReport(
  trx: Transaction<Tables>,
  { source, files, fingerprint }: Delivery,
): Promise<SourceReport | null> {
  const last = await lastSnapshot(trx, source)
  if (last?.fingerprint !== fingerprint) return null
  return {
    name: source,
    day: last.day,
    state: 'known',
    files: files.map(({ name, feed }) => ({
      ...{ name, format: feed.format, rows: 0, rejected: 0 },
      ...{ outcomes: new Map(), unknown: new Map() },
    })),
    ...{ outcomes: new Map(), rejected: 0, rejections: [] },
    ...(await countInForce(trx, { source, day: last.day })),
  }
}
