import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { after, before, describe, it } from 'node:test'
import { sampleSorId } from '../../../infra/sample/identifiers.ts'
import { importFiles } from '../../../services/directory/source/import/import-files.ts'
import { feedFor } from '../../../services/directory/source/registry.ts'
import { type Answer, askingOf, codesOf, dataOf } from './fixture/asking.ts'
import { resolutionLine } from './fixture/resolution.ts'
import { openSampleGraph, type SampleGraph, SET_UPS } from './fixture/sample-graph.ts'

const SOR = new URL('../../../infra/sample/sor.xml', import.meta.url)
const NEXT_DAY = '2026-11-02'
const ORGANISATION = `query ($key: OrganisationKey!, $on: Date, $asKnownAt: Int) {
  organisation(key: $key, on: $on, asKnownAt: $asKnownAt) {
    name validFrom versionId history { validFrom validTo firstRevision lastRevision organisation { name } }
  }
}`

/** The sample a day later: one unit has another name from that day on, one always had, and one has a mailbox no more. */
async function nextDay(): Promise<string> {
  const text = await readFile(SOR, 'utf8')
  const changed = [
    [/(<SnapshotDate>|<CreatedAtTime>)2026-11-01/g, `$1${NEXT_DAY}`],
    [/(<EntityName>Fødeafdelingen)(<.*?<FromDate>)2019-01-01/s, `$1 Nord$2${NEXT_DAY}`],
    [/<EntityName>Børneafdelingen</, '<EntityName>Børne- og Ungeafdelingen<'],
    [/(Forskningsteam Nord<.*?<EntityInheritedIndicator>)true/s, '$1false'],
  ] as const
  return changed.reduce((xml, [was, is]) => {
    assert.match(xml, was)
    return xml.replace(was, is)
  }, text)
}

describe('asKnownAt', () => {
  let graph: SampleGraph
  const between = { instant: '' }
  before(async () => {
    graph = await openSampleGraph()
    between.instant = new Date().toISOString()
    const text = await nextDay()
    const report = await importFiles({
      ...{ url: graph.database, feedFor, options: { isSample: true } },
      inputs: [
        { name: 'sor.xml', source: 'sample', open: async () => Readable.from([Buffer.from(text)]) },
      ],
    })
    assert.equal(report.revision, 2)
  })
  after(() => graph[Symbol.asyncDispose]())

  for (const setUp of SET_UPS) {
    describe(setUp.name, () => {
      const asking = askingOf(() => graph, setUp)
      const { ask } = asking
      const nameOf = async (number: number, view: object): Promise<string> => {
        const key = { sorId: sampleSorId(number) }
        return dataOf(await ask(ORGANISATION, { key, ...view })).organisation.name
      }

      it('tells a change of the world from a change of what is known', async () => {
        const [before, since] = [{ on: '2026-11-01' }, { on: NEXT_DAY }]
        assert.equal(await nameOf(30, { ...since, asKnownAt: 1 }), 'Fødeafdelingen')
        assert.equal(await nameOf(30, { ...before, asKnownAt: 2 }), 'Fødeafdelingen')
        assert.equal(await nameOf(30, since), 'Fødeafdelingen Nord')
        assert.equal(await nameOf(31, { ...before, asKnownAt: 1 }), 'Børneafdelingen')
        assert.equal(await nameOf(31, { ...since, asKnownAt: 1 }), 'Børneafdelingen')
        assert.equal(await nameOf(31, before), 'Børne- og Ungeafdelingen')
      })

      it('shows in the history which revision brought what', async () => {
        const key = { sorId: sampleSorId(30) }
        const { organisation } = dataOf(await ask(ORGANISATION, { key }))
        const lines = organisation.history.map((version: Answer['data']) =>
          [
            ...[version.organisation.name, version.validFrom, version.validTo],
            ...[version.firstRevision, version.lastRevision],
          ].join(', '),
        )
        assert.deepEqual(lines, [
          'Fødeafdelingen, 2019-01-01, , 1, 1',
          'Fødeafdelingen, 2019-01-01, 2026-11-01, 2, ',
          'Fødeafdelingen Nord, 2026-11-02, , 2, ',
        ])
        const then = dataOf(await ask(ORGANISATION, { key, asKnownAt: 1 })).organisation
        assert.equal(then.history.length, 1)
        assert.notEqual(then.versionId, organisation.versionId)
      })

      it('goes with a resolution, and with what hangs on an organisation', async () => {
        const question = { key: { sorId: sampleSorId(22) }, type: 'DIS91' }
        assert.equal(
          await resolutionLine(asking, { ...question, asKnownAt: 1 }),
          'NONE NOT_INHERITED: NO_ENDPOINT',
        )
        assert.equal(await resolutionLine(asking, question), 'NOT_INHERITED: NO_ENDPOINT')
        const query = `query ($key: OrganisationKey!, $asKnownAt: Int) {
          organisation(key: $key, asKnownAt: $asKnownAt) {
            children(first: 1000) { edges { node { name } } } } }`
        const childrenAt = async (asKnownAt: number) => {
          const key = { sorId: sampleSorId(10) }
          const { organisation } = dataOf(await ask(query, { key, asKnownAt }))
          return organisation.children.edges.map(({ node }: Answer['data']) => node.name)
        }
        assert.ok((await childrenAt(1)).includes('Fødeafdelingen'))
        assert.ok((await childrenAt(2)).includes('Fødeafdelingen Nord'))
      })

      it('is the revision that revisionAt gives for an instant', async () => {
        const query = 'query ($at: DateTime!) { revisionAt(at: $at) }'
        const revisionAt = async (at: string) => dataOf(await ask(query, { at })).revisionAt
        assert.equal(await revisionAt('2001-01-01T00:00:00Z'), null)
        assert.equal(await revisionAt(between.instant), 1)
        const { recordedAt, revision } = dataOf(
          await ask('{ register { revision recordedAt } }'),
        ).register
        assert.equal(revision, 2)
        assert.equal(await revisionAt(recordedAt), 2)
        const key = { sorId: sampleSorId(30) }
        assert.deepEqual(codesOf(await ask(ORGANISATION, { key, asKnownAt: 3 })), [
          'organisation REVISION_UNKNOWN',
        ])
      })
    })
  }
})
