import { createReadStream } from 'node:fs'
import { importFiles } from '../../services/directory/source/import/import-files.ts'
import type { ImportInput } from '../../services/directory/source/import/plan.ts'
import type { ImportReport } from '../../services/directory/source/import-report.ts'
import { feedFor } from '../../services/directory/source/registry.ts'
import { followedUrl } from '../../services/directory/store/copy/following.ts'
import type { Tables } from '../../services/directory/store/tables.ts'
import { openSession } from '../../services/kit/database.ts'
import type { Secret } from '../../services/kit/secret.ts'
import { SAMPLE_SNAPSHOT_DAY } from './snapshot-day.ts'

/**
 * Loads the project's own sample into a register that has never held anything; the caller sees to it that the database
 * is the embedded one.
 *
 * @returns null when the register has a revision already, or follows another hub
 */
export async function importSample(url: Secret): Promise<ImportReport | null> {
  if (await isTaken(url)) return null
  const options = { isSample: true, snapshotDate: SAMPLE_SNAPSHOT_DAY }
  return importFiles({ url, inputs: INPUTS, feedFor, options })
}

async function isTaken(url: Secret): Promise<boolean> {
  await using session = await openSession<Tables>({ url })
  const { db } = session
  const row = await db.selectFrom('revision').select('number').limit(1).executeTakeFirst()
  return row !== undefined || (await followedUrl(db)) !== null
}

const sampleFile = (name: string): Pick<ImportInput, 'name' | 'open'> => ({
  name,
  open: async () => createReadStream(new URL(name, import.meta.url)),
})

const INPUTS: readonly ImportInput[] = [
  { ...sampleFile('sor.xml'), source: 'sample' },
  { ...sampleFile('endpoints.json'), source: 'sample-endpoints' },
  {
    ...sampleFile('endpoints-restricted.json'),
    source: 'sample-restricted',
    visibility: 'restricted',
  },
  { ...sampleFile('groups.csv'), source: 'sample-groups' },
]
