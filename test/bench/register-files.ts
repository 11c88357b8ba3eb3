import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { SampleMailbox } from '../../infra/sample/mailbox.ts'
import { MESSAGE_TYPES } from '../../infra/sample/message-types.ts'
import { sampleOwners } from '../../infra/sample/sample.ts'
import { type SampleUnit, unitsOf } from '../../infra/sample/unit.ts'
import { endpointBundle } from '../harness/generator/bundle-file.ts'
import { writeTexts } from '../harness/generator/chunks.ts'
import { DEFAULTS } from '../harness/generator/options.ts'
import { generatedOwners } from '../harness/generator/owners.ts'
import { rowsOf } from '../harness/generator/rows.ts'
import { sorXml } from '../harness/generator/sor-xml-file.ts'
import { ASKED_TYPE, type AskedUnits } from './lookups.ts'
import type { BenchOptions } from './options.ts'

/** A register to measure with: its files, and units to ask about. */
export interface RegisterFiles extends AskedUnits {
  readonly units: number
  readonly sor: string
  /** The same rows under the day after. */
  readonly sorNextDay: string
  readonly endpoints: string
}

const ASKED = 500
const OTHERS = 60_000
const NEXT_DAY = '2026-11-02'

/** @param folder where generated files go */
export const registerFiles = (
  size: 'sample' | 'large',
  options: BenchOptions,
  folder: string,
): Promise<RegisterFiles> | RegisterFiles =>
  size === 'sample' ? sampleFiles(folder) : largeFiles(options, folder)

function sampleFiles(folder: string): RegisterFiles {
  const file = (name: string) =>
    fileURLToPath(new URL(`../../infra/sample/${name}`, import.meta.url))
  const sorNextDay = join(folder, 'sor-next-day.xml')
  writeFileSync(
    sorNextDay,
    readFileSync(file('sor.xml'), 'utf8').replace(/(<SnapshotDate>)[^<]+/, `$1${NEXT_DAY}`),
  )
  return {
    units: [...unitsOf(sampleOwners())].length,
    sor: file('sor.xml'),
    sorNextDay,
    endpoints: file('endpoints.json'),
    sorIds: askedAbout(sampleOwners()),
    others: [],
  }
}

async function largeFiles(options: BenchOptions, folder: string): Promise<RegisterFiles> {
  const generated = { ...DEFAULTS, units: options.units }
  const [sor, sorNextDay, endpoints] = ['sor.xml', 'sor-next-day.xml', 'endpoints.json'].map(
    (name) => join(folder, name),
  ) as [string, string, string]
  await writeTexts(sor, sorXml(generated))
  await writeTexts(sorNextDay, sorXml({ ...generated, snapshotDate: NEXT_DAY }))
  await writeTexts(endpoints, endpointBundle(generated, options.endpoints))
  const sorIds = askedAbout(generatedOwners(generated))
  const others = shuffled(everyUnit(generatedOwners(generated))).slice(0, OTHERS)
  return { units: options.units, sor, sorNextDay, endpoints, sorIds, others }
}

const everyUnit = (owners: Iterable<SampleUnit>): string[] =>
  [...owners].flatMap((owner) => [...rowsOf(owner)].map(({ unit }) => unit.sorId))

/** In an order that has nothing to do with that of the file, and is the same every time. */
function shuffled(ids: readonly string[]): readonly string[] {
  const stride = 7_919
  return ids.map((_id, place) => ids[(place * stride) % ids.length] ?? '')
}

/** Units that reach a mailbox in service for the asked message type, from the start of the file. */
function askedAbout(owners: Iterable<SampleUnit>): readonly string[] {
  const found: string[] = []
  for (const owner of owners) {
    for (const { unit, mailbox } of rowsOf(owner)) {
      if (found.length === ASKED) return found
      if (unit.to === undefined && unit.from < '2026' && receives(mailbox)) found.push(unit.sorId)
    }
  }
  return found
}

function receives(mailbox: SampleMailbox | null): boolean {
  if (mailbox === null || mailbox.internalOnly || mailbox.nonActive) return false
  const [endpoint, second] = mailbox.endpoints
  if (endpoint === undefined || second !== undefined) return false
  return endpoint.status === 'active' && endpoint.messageTypes.includes(MESSAGE_TYPES[ASKED_TYPE])
}
