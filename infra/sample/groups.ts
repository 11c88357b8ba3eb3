import { sampleSorId } from './identifiers.ts'

interface SampleGroup {
  readonly kind: 'CLUSTER' | 'HEALTH_COUNCIL'
  readonly id: string
  readonly name: string
  readonly from: string
  readonly to: string
  /** Role and place in the sample of each member. */
  readonly members: readonly (readonly [role: string, number: number])[]
}

const REGION = ['REGION', 1] as const
const HOSPITAL = ['ACUTE_HOSPITAL', 10] as const
const NORDVANG = ['MUNICIPALITY', 200] as const
const TANGEBY = ['MUNICIPALITY', 260] as const
const SØNDERVANG = ['MUNICIPALITY', 320] as const
const ÆRØSUND = ['MUNICIPALITY', 380] as const

/** Two clusters, one that ended and was merged into another, and a council that is to take their place. */
const GROUPS: readonly SampleGroup[] = [
  {
    ...{ kind: 'CLUSTER', id: 'fjordland-nord', name: 'Fjordland Nord' },
    ...{ from: '2022-07-01', to: '2027-12-31' },
    members: [REGION, HOSPITAL, NORDVANG, SØNDERVANG],
  },
  {
    ...{ kind: 'CLUSTER', id: 'fjordland-syd', name: 'Fjordland Syd' },
    ...{ from: '2024-01-01', to: '2027-12-31' },
    members: [REGION, HOSPITAL, TANGEBY, ÆRØSUND],
  },
  {
    ...{ kind: 'CLUSTER', id: 'fjordland-oeerne', name: 'Fjordland Øerne' },
    ...{ from: '2022-07-01', to: '2023-12-31' },
    members: [REGION, HOSPITAL, ÆRØSUND],
  },
  {
    ...{ kind: 'HEALTH_COUNCIL', id: 'sundhedsraad-fjordland', name: 'Sundhedsråd Fjordland' },
    ...{ from: '2026-07-01', to: '' },
    members: [REGION, HOSPITAL, NORDVANG, TANGEBY, SØNDERVANG, ÆRØSUND],
  },
]

/** The sample's clusters and its health council, in the directory's own format for groups. */
export const groupsCsv = (): string =>
  [
    'kind;id;name;validFrom;validTo;role;sorId;municipalityCode',
    ...GROUPS.flatMap(({ kind, id, name, from, to, members }) => [
      `${kind};${id};${name};${from};${to};;;`,
      ...members.map(
        ([role, number]) => `${kind};${id};;${from};${to};${role};${sampleSorId(number)};`,
      ),
    ]),
    '',
  ].join('\n')
