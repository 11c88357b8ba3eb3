import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { importFiles } from '../../../services/directory/source/import/import-files.ts'
import type { ImportReport } from '../../../services/directory/source/import-report.ts'
import { inputsOf } from '../../../services/directory/source/input/inputs.ts'
import { feedFor } from '../../../services/directory/source/registry.ts'
import type { Secret } from '../../../services/kit/secret.ts'
import { withSharedData } from '../../harness/shared-data.ts'
import { askingOf, dataOf } from '../look-up/fixture/asking.ts'
import { resolutionLine } from '../look-up/fixture/resolution.ts'
import { openSampleGraph, type SampleGraph, SET_UPS } from '../look-up/fixture/sample-graph.ts'

withSharedData('sor', (sor) => withSharedData('eer', (eer) => describeRealData([sor, eer])))

/** What dates nothing counts from the import on: it must lie before the look-ups. */
const NOW = new Date('2026-11-01T12:00:00Z')

function describeRealData(folders: readonly string[]): void {
  describe('a register of real units', () => {
    let graph: SampleGraph
    const reports: ImportReport[] = []
    const load = async (url: Secret) => {
      await using inputs = await inputsOf(folders)
      const { files, skipped } = inputs
      reports.push(await importFiles({ url, inputs: files, skipped, feedFor, now: NOW }))
    }
    before(async () => {
      graph = await openSampleGraph(undefined, load)
    })
    after(() => graph[Symbol.asyncDispose]())

    const [setUp] = SET_UPS
    const asking = askingOf(() => graph, setUp)
    const created = (kind: string) =>
      reports[0]?.sources.flatMap(({ name, outcomes }) =>
        [...outcomes]
          .filter(([fact]) => fact === kind)
          .map(([, { created }]) => `${name} ${created}`),
      )

    it('comes in with every unit, mailbox and code that the files hold', () => {
      assert.deepEqual(created('organisation'), ['sor-xml 866', 'eer 108'])
      assert.deepEqual(created('mailbox'), ['sor-xml 107', 'eer 105'])
      assert.deepEqual(created('shak'), ['shak 10706'])
      assert.deepEqual(created('yder'), ['yder 70'])
      const rejected = reports[0]?.sources.filter(({ rejected }) => rejected > 0)
      assert.deepEqual(
        rejected?.map(({ name, rejected }) => `${name} ${rejected}`),
        ['shak 3'],
      )
    })

    it('names the files that it left out', () => {
      const names = reports[0]?.skipped.map(({ name }) => name.replace(/.*\//, '')) ?? []
      for (const name of ['sor_codes.csv', 'gln.fsh']) {
        assert.ok(names.includes(name), name)
      }
      assert.equal(names.length, 15)
    })

    it('answers who receives, and why not', async () => {
      const line = (key: Readonly<Record<string, string>>, type = 'HomeCareObservation') =>
        resolutionLine(asking, { key, type })
      assert.equal(
        await line({ sorId: '468851000016000' }),
        'OWN: 5790001995669.100097 for Trøjborg Lægehus I/S',
      )
      assert.equal(
        await line({ gln: '5790002401428' }),
        'OWN: 5790002401428.100097 for Lægerne Stjernepladsen I/S',
      )
      assert.equal(await line({ sorId: '698161000016009' }), 'NONE NOT_INHERITED: NO_ENDPOINT')
      assert.equal(
        await line({ sorId: '1027441000016004' }),
        'NONE NONE NONE NONE INHERITED REJECTED: ENDPOINT_NOT_ACTIVE at 5790000123117.100097',
      )
      assert.equal(
        await line({ sorId: '331071000016009' }),
        'OWN REJECTED: ENDPOINT_NOT_ACTIVE at 5790001368623.100097',
      )
      assert.equal(
        await line({ ydernummer: '019062' }),
        'NONE NONE INHERITED REJECTED: MESSAGE_TYPES_UNKNOWN at 5790000141227.41000035001',
      )
    })

    it('has the 22 clusters, which cover the 98 municipalities once each', async () => {
      assert.deepEqual(created('group'), ['clusters 22'])
      const query = `{ clusters(kind: CLUSTER) { totalCount edges { node {
        id name members { role name municipality organisation { sorId } } } } } }`
      const { clusters } = dataOf(await asking.ask(query))
      assert.equal(clusters.totalCount, 22)
      type Member = { role: string; municipality: string; organisation: { sorId: string } | null }
      type Cluster = { id: string; members: readonly Member[] }
      const nodes: readonly Cluster[] = clusters.edges.map((edge: { node: Cluster }) => edge.node)
      const members = nodes.flatMap((cluster) => cluster.members)
      const municipalities = members.filter(({ role }) => role === 'MUNICIPALITY')
      assert.equal(municipalities.length, 98)
      assert.equal(new Set(municipalities.map(({ municipality }) => municipality)).size, 98)
      for (const role of ['REGION', 'ACUTE_HOSPITAL']) {
        assert.equal(members.filter((member) => member.role === role).length, 22)
      }
      const known = municipalities.filter(({ organisation }) => organisation !== null)
      assert.deepEqual(
        known.map(({ municipality }) => municipality),
        ['0751'],
      )
      const { organisation } = dataOf(
        await asking.ask(
          '{ organisation(key: { sorId: "1027441000016004" }) { clusters { id name } } }',
        ),
      )
      assert.deepEqual(organisation.clusters, [{ id: 'midtjylland-aarhus', name: 'Aarhus' }])
    })

    it('knows the owners and the tree', async () => {
      const query = `query ($key: OrganisationKey!) {
        organisation(key: $key) { name ancestors { name } owner { sorId } } }`
      const { data } = await asking.ask(query, { key: { sorId: '1027441000016004' } })
      assert.equal(data.organisation.name, 'Sundhedsklinik Carl Blochs Gade')
      assert.equal(data.organisation.ancestors.length, 5)
      assert.equal(data.organisation.ancestors.at(-1).name, 'Aarhus Kommune')
      const { register } = dataOf(await asking.ask('{ register { revision } }'))
      assert.equal(register.revision, 1)
    })
  })
}
