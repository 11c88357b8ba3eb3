import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { MUNICIPALITIES } from '../domain/vocabulary/municipalities.ts'
import { type Asking, codesOf, dataOf, openDirectory } from './asking.ts'
import { CLUSTER_HEADER, GROUP_HEADER, importingText, rejectionsOf } from './groups-harness.ts'
import { street, unitId } from './register-builder.ts'

const REGION = unitId(1)
const HOSPITAL = unitId(2)
const WARD = unitId(3)
const PRACTICE = unitId(4)
const AARHUS = unitId(5)
const CARE = unitId(6)
const TWIN = [unitId(7), unitId(8)] as const

const CLUSTERS = `query ($kind: ClusterKind, $first: Int, $after: String, $on: Date, $asKnownAt: Int) {
  clusters(kind: $kind, first: $first, after: $after, on: $on, asKnownAt: $asKnownAt) {
    totalCount pageInfo { hasNextPage endCursor }
    edges { node { id name kind validFrom validTo members { role name municipality organisation { sorId } } } }
  }
}`
const OF = `query ($id: SorId!, $on: Date, $asKnownAt: Int) {
  organisation(key: { sorId: $id }, on: $on, asKnownAt: $asKnownAt) { clusters { id } }
}`

const LIST = [
  CLUSTER_HEADER,
  'Midtjylland;Å (Vest);Fjordby Sygehus;0751;Aarhus',
  'Midtjylland;Å (Vest);Fjordby Sygehus;0741;Samsø',
  'Midtjylland;Syd;Tvillingesygehuset;0615;Horsens',
]
const DATED = [
  GROUP_HEADER,
  'HEALTH_COUNCIL;raad-1;Sundhedsråd Ét;2026-01-01;;;;',
  `HEALTH_COUNCIL;raad-1;;2026-01-01;2026-06-30;OTHER;${HOSPITAL};`,
  'HEALTH_COUNCIL;raad-1;;2026-01-01;;MUNICIPALITY;;0751',
  'CLUSTER;gammel;Gammel klynge;2022-07-01;2025-12-31;;;',
  'CLUSTER;gammel;;2022-07-01;2025-12-31;MUNICIPALITY;;0751',
]

describe('clusters and health councils', () => {
  let directory: Asking
  const ids = async (id: string, more: object = {}) => {
    const { organisation } = dataOf(await directory.ask(OF, { id, ...more }))
    return organisation.clusters.map((cluster: { id: string }) => cluster.id)
  }
  const list = async (variables: object = {}) =>
    dataOf(await directory.ask(CLUSTERS, { ...variables })).clusters

  before(async () => {
    directory = await openDirectory()
    const { register } = directory
    const at = (municipality: string) => ({ ...street('Gaden'), municipality })
    await register.unit(REGION, { name: 'Region Midtjylland', type: 'region' })
    await register.unit(HOSPITAL, {
      ...{ name: 'Fjordby Sygehus', parent: REGION, level: 'INSTITUTION', postal: at('0615') },
    })
    await register.unit(WARD, { parent: HOSPITAL })
    await register.unit(PRACTICE, { name: 'Lægerne', postal: at('0741') })
    await register.unit(AARHUS, { name: 'Aarhus Kommune', postal: at('0751'), type: 'kommune' })
    await register.unit(CARE, { parent: AARHUS, postal: at('0615') })
    for (const twin of TWIN) await register.unit(twin, { name: 'Tvillingesygehuset' })
    await importingText(directory.url, LIST, { snapshotDate: '2026-11-21' as never })
    await importingText(directory.url, DATED)
  })
  after(() => directory[Symbol.asyncDispose]())

  it('come in from the list, each with its members by role', async () => {
    const { edges } = await list({ kind: 'CLUSTER' })
    const [west, south] = edges.map(({ node }: { node: object }) => node)
    assert.deepEqual(
      { ...west, members: west.members.map(Object.values) },
      {
        ...{ id: 'midtjylland-aa-vest', name: 'Å (Vest)', kind: 'CLUSTER' },
        ...{ validFrom: '2026-11-21', validTo: null },
        members: [
          ['REGION', 'Region Midtjylland', null, { sorId: REGION }],
          ['ACUTE_HOSPITAL', 'Fjordby Sygehus', null, { sorId: HOSPITAL }],
          ['MUNICIPALITY', 'Samsø', '0741', null],
          ['MUNICIPALITY', 'Aarhus', '0751', { sorId: AARHUS }],
        ],
      },
    )
    assert.equal(south.members[1].name, 'Tvillingesygehuset')
    assert.equal(south.members[1].organisation, null, 'two go by that name')
  })

  it('take in units by the rule of who runs them', async () => {
    assert.deepEqual(await ids(HOSPITAL), ['midtjylland-aa-vest'])
    assert.deepEqual(await ids(WARD), ['midtjylland-aa-vest'])
    assert.deepEqual(await ids(PRACTICE), ['midtjylland-aa-vest'])
    assert.deepEqual(await ids(CARE), ['midtjylland-aa-vest', 'raad-1'])
    assert.deepEqual(await ids(REGION), [])
  })

  it('are answered by day and by revision', async () => {
    assert.deepEqual(await ids(HOSPITAL, { on: '2026-06-30' }), ['raad-1'])
    assert.deepEqual(await ids(HOSPITAL, { on: '2026-07-01' }), [])
    assert.deepEqual(await ids(CARE, { on: '2025-12-31' }), ['gammel'])
    assert.deepEqual(await ids(CARE, { on: '2025-12-31', asKnownAt: 2 }), [])
    assert.equal((await list({ on: '2026-11-20' })).totalCount, 1)
    assert.equal((await list({ asKnownAt: 1 })).totalCount, 0)
  })

  it('come in pages, by id', async () => {
    const { totalCount, pageInfo, edges } = await list({ first: 2 })
    assert.equal(totalCount, 3)
    assert.deepEqual(
      edges.map(({ node }: { node: { id: string } }) => node.id),
      ['midtjylland-aa-vest', 'midtjylland-syd'],
    )
    assert.equal(pageInfo.hasNextPage, true)
    const rest = await list({ first: 2, after: pageInfo.endCursor })
    assert.deepEqual(rest.edges[0].node.id, 'raad-1')
    assert.equal(rest.pageInfo.hasNextPage, false)
    const wrong = await directory.ask(CLUSTERS, { first: 0, after: 'x' })
    assert.deepEqual(codesOf(wrong), ['clusters FIRST_OUT_OF_RANGE'])
    assert.deepEqual(codesOf(await directory.ask(CLUSTERS, { after: '*' })), [
      'clusters CURSOR_INVALID',
    ])
  })

  it('that have ended are shown as they were on their last day', async () => {
    const one = '{ cluster(id: "gammel") { validTo members { municipality } } }'
    assert.deepEqual(dataOf(await directory.ask(one)).cluster, {
      validTo: '2025-12-31',
      members: [{ municipality: '0751' }],
    })
    const { cluster } = dataOf(await directory.ask('{ cluster(id: "none") { id } }'))
    assert.equal(cluster, null)
  })

  it('are reached by reference from other subgraphs', async () => {
    const query = `{ _entities(representations: [
      { __typename: "Cluster", id: "raad-1" }, { __typename: "Cluster", id: "none" }
    ]) { ... on Cluster { name } } }`
    const { _entities } = dataOf(await directory.ask(query))
    assert.deepEqual(_entities, [{ name: 'Sundhedsråd Ét' }, null])
  })

  it('of many units are read with a fixed number of statements', async () => {
    const query = '{ organisationsByKeys(keys: [KEYS]) { clusters { id members { role } } } }'
    const keysOf = (ids: readonly string[]) => ids.map((id) => `{ sorId: "${id}" }`).join()
    const one = await directory.ask(query.replace('KEYS', keysOf([WARD])))
    const all = await directory.ask(query.replace('KEYS', keysOf([WARD, PRACTICE, CARE, REGION])))
    assert.ok(all.statements <= one.statements, `${all.statements} against ${one.statements}`)
    assert.ok(all.statementsAgain < all.statements)
  })

  it('end when the list no longer names them, and their history stays', async () => {
    const without = LIST.filter((line) => !line.includes('Samsø'))
    const report = await importingText(directory.url, without, {
      snapshotDate: '2026-11-23' as never,
    })
    assert.equal(report.outcome, 'recorded')
    assert.deepEqual(await ids(PRACTICE), [])
    assert.deepEqual(await ids(PRACTICE, { on: '2026-11-22' }), ['midtjylland-aa-vest'])
    assert.deepEqual(await ids(PRACTICE, { asKnownAt: 3 }), ['midtjylland-aa-vest'])
  })
})

describe('a list of groups', () => {
  let directory: Asking
  before(async () => {
    directory = await openDirectory()
  })
  after(() => directory[Symbol.asyncDispose]())

  it('of clusters leaves out what breaks a rule, with its line', async () => {
    const report = await importingText(directory.url, [
      CLUSTER_HEADER,
      'Midtjylland;Nord;Sygehuset;0751;Aarhus',
      'Midtjylland;Nord;Sygehuset;0752;Ingensted',
      'Midtjylland;Syd;Sygehuset;0751;Aarhus',
      'Midtjylland;;Sygehuset;0615;Horsens',
      'Midtjylland;Syd;Sygehuset',
    ])
    assert.deepEqual(rejectionsOf(report), [
      '3 MUNICIPALITY_UNKNOWN 0752',
      '4 GROUPS_OVERLAP 0751',
      '5 NAME_MISSING ',
      '6 ROW_MALFORMED 3 values',
    ])
  })

  it('with dates leaves out what breaks a rule, with its line', async () => {
    const report = await importingText(directory.url, [
      GROUP_HEADER,
      'HEALTH_COUNCIL;raad-1;Ét;2026-01-01;2026-12-31;;;',
      'HEALTH_COUNCIL;raad-2;To;2026-01-01;;;;',
      'HEALTH_COUNCIL;raad-1;;2026-01-01;2026-12-31;MUNICIPALITY;;0751',
      'HEALTH_COUNCIL;raad-2;;2026-12-31;;MUNICIPALITY;;0751',
      'HEALTH_COUNCIL;raad-2;;2027-01-01;;MUNICIPALITY;;0751',
      'COUNCIL;raad-3;Tre;;;;;',
      'HEALTH_COUNCIL;raad-3;;;;MUNICIPALITY;;0615',
      'HEALTH_COUNCIL;raad-2;;;;MUNICIPALITY;;0001',
      'HEALTH_COUNCIL;raad-2;;;;HOSPITAL;;',
      'HEALTH_COUNCIL;raad-2;;;;OTHER;12345678901;',
      'HEALTH_COUNCIL;raad-2;;;;OTHER;;0615',
      'HEALTH_COUNCIL;raad-2;;;;OTHER;;',
      'HEALTH_COUNCIL;raad-2;To;2026-02-01;2026-01-01;;;',
      'CLUSTER;Råd;Fire;;;;;',
      'CLUSTER;raad-2;To;;;;;',
      'CLUSTER;klynge;;;;;;',
    ])
    assert.deepEqual(
      [...new Set(rejectionsOf(report))],
      [
        '5 GROUPS_OVERLAP 0751',
        '7 GROUP_INVALID COUNCIL',
        '8 GROUP_UNKNOWN raad-3',
        '9 MUNICIPALITY_UNKNOWN 0001',
        '10 GROUP_INVALID HOSPITAL',
        '11 SOR_ID_INVALID 12345678901',
        '12 GROUP_INVALID 0615',
        '13 NAME_MISSING OTHER',
        '14 DATES_REVERSED 2026-02-01 to 2026-01-01',
        '15 GROUP_INVALID Råd',
        '16 GROUP_INVALID CLUSTER',
        '17 NAME_MISSING klynge',
      ],
    )
  })

  it('whose rows are rejected closes nothing of those groups', async () => {
    const report = await importingText(
      directory.url,
      [CLUSTER_HEADER, 'Midtjylland;Nord;Sygehuset;0999;Aarhus'],
      { force: true },
    )
    assert.deepEqual(rejectionsOf(report), ['2 MUNICIPALITY_UNKNOWN 0999'])
    const { data } = await directory.ask('{ cluster(id: "midtjylland-nord") { members { role } } }')
    assert.equal(data.cluster.members.length, 3)
  })

  it('that would close many of the members is refused', async () => {
    const codes = [...MUNICIPALITIES.keys()].slice(0, 40)
    const line = (code: string) => `Midtjylland;Stor;Sygehuset;${code};Navn`
    const import_ = (some: readonly string[]) =>
      importingText(directory.url, [CLUSTER_HEADER, ...some.map(line)], { source: 'large' })
    assert.equal((await import_(codes)).outcome, 'recorded')
    const { refusal } = await import_(codes.slice(0, 10))
    assert.equal(refusal?.rule, 'CLOSES_TOO_MANY')
    assert.match(refusal?.message ?? '', /30 of 42 active members of groups/)
  })
})
