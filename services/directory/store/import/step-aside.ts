import { sql, type Transaction } from 'kysely'
import type { LocalDate } from '../../domain/time/local-date.ts'
import type { Tables } from '../tables.ts'
import { recordSnapshot } from './revisions.ts'
import { VERSION_TABLES } from './version-tables.ts'

/**
 * Takes the sample out of the register from this revision on; what the revisions before said stays.
 *
 * @returns the names of the sources that stepped aside, none when there was no sample
 */
export async function stepAside(
  trx: Transaction<Tables>,
  revision: number,
): Promise<readonly string[]> {
  const stepped = new Set<string>()
  for (const { name } of VERSION_TABLES) {
    const { rows } = await sql<{ source: string }>`
      with ended as (
        update ${sql.table(name)} set last_revision = ${revision}::int - 1
        where last_revision is null and source in (select name from source where is_sample)
        returning source
      )
      select distinct source from ended`.execute(trx)
    for (const { source } of rows) stepped.add(source)
  }
  return [...stepped].sort()
}

/** Says of each source that stepped aside that it now holds nothing. */
export async function recordSteppedAside(
  trx: Transaction<Tables>,
  sources: readonly string[],
  at: { readonly revision: number; readonly day: LocalDate; readonly instant: string },
): Promise<void> {
  for (const source of sources) {
    const run = {
      source,
      format: '',
      revision: at.revision,
      day: at.day,
      speaksFor: new Set<never>(),
    }
    await recordSnapshot(trx, run, {
      ...{ instant: at.instant, fingerprint: '', organisations: 0, endpoints: 0, rejected: 0 },
    })
  }
}
