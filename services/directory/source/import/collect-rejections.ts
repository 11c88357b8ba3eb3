import type { Transaction } from 'kysely'
import { rejectedRows } from '../../store/import/rejected-rows.ts'
import type { Tables } from '../../store/tables.ts'
import { type ReportedRejection, SHOWN_REJECTIONS } from '../import-report.ts'
import type { RejectionSink } from './plan.ts'

/**
 * Hands every rejected row to the sink.
 *
 * @param files names by number
 * @returns the first of them
 */
export async function collectRejections(
  trx: Transaction<Tables>,
  files: readonly string[],
  sink: RejectionSink | undefined,
): Promise<readonly ReportedRejection[]> {
  const shown: ReportedRejection[] = []
  for await (const rows of rejectedRows(trx)) {
    for (const { file, ...row } of rows.slice(0, SHOWN_REJECTIONS - shown.length)) {
      shown.push({ ...row, file: files[file] ?? '' })
    }
    if (!sink) break
    await sink(rows, files)
  }
  return shown
}
