import { bundleOf } from './bundle.ts'
import { groupsCsv } from './groups.ts'
import { hubRules } from './hub-rules.ts'
import { mailbox } from './mailbox.ts'
import { bulkPractices } from './owners/bulk-practices.ts'
import { generalPractices } from './owners/general-practices.ts'
import { mergingRegions } from './owners/merging-regions.ts'
import { municipalities } from './owners/municipalities.ts'
import { otherPractices } from './owners/other-practices.ts'
import { regionFjordland } from './owners/region-fjordland.ts'
import { stateOwners } from './owners/state.ts'
import { readme } from './readme.ts'
import type { RuleName } from './rules.ts'
import { SAMPLE_SNAPSHOT_DAY } from './snapshot-day.ts'
import { closeTree, openTree, unitTree } from './sor-xml.ts'
import { owner, type SampleUnit, unitsOf } from './unit.ts'

const TIMESTAMP = `${SAMPLE_SNAPSHOT_DAY}T01:00:00+01:00`

/** The owners that SOR knows, each with everything below it. */
export const sampleOwners = (): readonly SampleUnit[] => [
  regionFjordland(),
  ...mergingRegions(),
  ...municipalities(),
  ...stateOwners(),
  ...generalPractices(),
  ...otherPractices(),
  ...bulkPractices(45),
]

/** Organisations that only the endpoint register knows. */
export const sampleStrangers = (): readonly SampleUnit[] => [
  owner([990, 'Den Fiktive Hjemmemonitorering ApS'], {
    cvr: 990,
    mailbox: mailbox(990, {
      receives: ['HCO_12', 'FCTL', 'SBDH'],
      network: 'edelivery',
      accessPoint: 'fjordland-ap2',
      from: '2025-03-01',
    }),
    shows: ['unit-only-in-endpoint-register'],
  }),
]

/** Every unit of the sample, those that SOR does not know last. */
export const sampleUnits = (): readonly SampleUnit[] => [
  ...unitsOf(sampleOwners()),
  ...sampleStrangers(),
]

/** The units where a rule of the table is to be seen, in the order of the file. */
export const unitsShowing = (rule: RuleName): readonly SampleUnit[] =>
  sampleUnits().filter(({ shows }) => shows.includes(rule))

/** The sample's files: name → text. */
export function sampleFiles(): ReadonlyMap<string, string> {
  const units = sampleUnits()
  return new Map([
    ['sor.xml', openTree(SAMPLE_SNAPSHOT_DAY) + sampleOwners().map(unitTree).join('') + closeTree],
    ['endpoints.json', bundleOf(units, 'public', TIMESTAMP)],
    ['endpoints-restricted.json', bundleOf(units, 'restricted', TIMESTAMP)],
    ['groups.csv', groupsCsv()],
    ['hub-rules.json', hubRules()],
    ['README.md', readme(units)],
  ])
}
