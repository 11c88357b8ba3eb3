import assert from 'node:assert/strict'
import { it } from 'node:test'
import { sampleSorId } from '../../../infra/sample/identifiers.ts'
import { sampleUnits } from '../../../infra/sample/sample.ts'
import { type Answer, dataOf, describeInEverySetUp } from './fixture/asking.ts'

const OF = `query ($keys: [OrganisationKey!]!, $on: Date) {
  organisationsByKeys(keys: $keys, on: $on) { clusters { id } } }`

describeInEverySetUp('clusters', ({ ask }) => {
  const clustersOf = async (places: readonly number[], on?: string) => {
    const keys = places.map((place) => ({ sorId: sampleSorId(place) }))
    const { organisationsByKeys } = dataOf(await ask(OF, { keys, ...(on ? { on } : {}) }))
    return organisationsByKeys.map(({ clusters }: Answer['data']) =>
      clusters.map(({ id }: Answer['data']) => id).join(' '),
    )
  }

  it('take in a hospital with its wards, a municipality with its services, and the region itself not', async () => {
    const [region, ward, care, psychiatry] = await clustersOf([1, 13, 205, 60])
    assert.equal(ward, 'fjordland-nord fjordland-syd sundhedsraad-fjordland')
    assert.equal(care, 'fjordland-nord sundhedsraad-fjordland')
    assert.equal(region, '')
    assert.equal(psychiatry, '')
  })

  it('are those of the day', async () => {
    assert.deepEqual(await clustersOf([385], '2023-12-31'), ['fjordland-oeerne'])
    assert.deepEqual(await clustersOf([385], '2024-01-01'), ['fjordland-syd'])
    assert.deepEqual(await clustersOf([385], '2028-01-01'), ['sundhedsraad-fjordland'])
  })

  it('show their members across the graph', async () => {
    const query = `{ cluster(id: "fjordland-nord") { name members { role municipality organisation { name } } } }`
    const { cluster } = dataOf(await ask(query))
    assert.deepEqual(
      cluster.members.map((member: Answer['data']) =>
        [member.role, member.municipality ?? '-', member.organisation.name].join(' '),
      ),
      [
        'REGION - Region Fjordland',
        'ACUTE_HOSPITAL - Fjordland Universitetshospital',
        'MUNICIPALITY 0991 Nordvang Kommune',
        'MUNICIPALITY 0993 Søndervang Kommune',
      ],
    )
  })

  it('of each unit are those by which the search finds it', async () => {
    const query = `query ($filter: OrganisationFilter, $after: String, $on: Date) {
      searchOrganisations(filter: $filter, first: 1000, after: $after, on: $on) {
        totalCount edges { node { sorId } } } }`
    const known = `query ($keys: [OrganisationKey!]!, $on: Date) {
      organisationsByKeys(keys: $keys, on: $on) { sorId status clusters { id } } }`
    const keys = sampleUnits().map(({ sorId }) => ({ sorId }))
    for (const on of ['2023-06-01', '2026-11-02']) {
      const units: Answer['data'][] = (await ask(known, { keys, on })).data.organisationsByKeys
      for (const cluster of ['fjordland-nord', 'fjordland-syd', 'fjordland-oeerne']) {
        const filter = { cluster, includeClosed: true }
        const { edges } = dataOf(await ask(query, { filter, on })).searchOrganisations
        const found: string[] = edges.map(({ node }: Answer['data']) => node.sorId)
        const inIt = units.filter(
          (unit) =>
            unit !== null &&
            unit.status !== 'FUTURE' &&
            unit.clusters.some(({ id }: Answer['data']) => id === cluster),
        )
        assert.deepEqual(found.sort(), inIt.map(({ sorId }) => sorId).sort(), `${cluster} ${on}`)
      }
    }
  })
})
