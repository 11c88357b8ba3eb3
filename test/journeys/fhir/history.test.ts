import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { file, importing, unit } from '../../../services/directory/test/import-harness.ts'
import { unitId } from '../../../services/directory/test/register-builder.ts'
import { ask, found, linkOf, type Parsed, pagesOf } from './fixture/ask.ts'
import { type FhirServer, serveFhir } from './fixture/fhir-server.ts'

const [STAYS, RENAMED, REMOVED, COMES] = [1, 2, 3, 4].map(unitId) as [
  ...[string, string, string, string],
]

const named = (id: string, name: string) => unit(id, '2020-01-01..', { name })

/** Not yet open when it is listed no more: nothing is left to say of it, for no day. */
const FUTURE = unit(REMOVED, '2027-01-01..', { name: 'Removed' })

/** Three revisions: three units; one renamed and one taken back; one more. */
async function load(register: FhirServer['register']): Promise<void> {
  const snapshots = [
    [named(STAYS, 'Stays'), named(RENAMED, 'Before'), FUTURE],
    [named(STAYS, 'Stays'), named(RENAMED, 'After')],
    [named(STAYS, 'Stays'), named(RENAMED, 'After'), named(COMES, 'Comes')],
  ]
  for (const [index, items] of snapshots.entries()) {
    const stated = file({ on: `2026-10-${20 + index}`, items })
    await importing(register, [stated], { force: true })
  }
}

const lineOf = ({ request, response, resource }: Parsed): string =>
  `${response.etag.slice(2)} ${request.method} ${request.url} ${resource?.name ?? '-'}`

describe('a history', () => {
  let server: FhirServer
  let recorded: readonly string[]
  before(async () => {
    server = await serveFhir({ load })
    const rows = await server.register.db
      .selectFrom('revision')
      .select('recorded_at')
      .orderBy('number')
      .execute()
    recorded = rows.map(({ recorded_at }) => new Date(recorded_at).toISOString())
    assert.equal(recorded.length, 3)
  })
  after(() => server[Symbol.asyncDispose]())

  const WHOLE = [
    `"3" POST Organization/${COMES} Comes`,
    `"2" PUT Organization/${RENAMED} After`,
    `"2" DELETE Organization/${REMOVED} -`,
    `"1" POST Organization/${STAYS} Stays`,
    `"1" POST Organization/${RENAMED} Before`,
    `"1" POST Organization/${REMOVED} Removed`,
  ]
  const lines = async (path: string) =>
    (await pagesOf(server, path)).flatMap(({ entry = [] }) => entry.map(lineOf))
  const since = (instant: string) => `Organization/_history?_since=${encodeURIComponent(instant)}`

  it('tells every version of a type, the newest first, whatever the size of its pages', async () => {
    assert.deepEqual(await lines('Organization/_history'), WHOLE)
    for (const count of [1, 2, 4]) {
      assert.deepEqual(await lines(`Organization/_history?_count=${count}`), WHOLE)
    }
    const pages = await pagesOf(server, 'Organization/_history?_count=4')
    assert.deepEqual(
      pages.map(({ total }) => total),
      [6, 6],
    )
  })

  it('says what was done, when, and to whom', async () => {
    const { entry } = await found(server, 'Organization/_history')
    const [comes, , removed] = entry
    assert.equal(comes.fullUrl, `${server.base}/Organization/${COMES}`)
    assert.equal(comes.resource.meta.lastUpdated, recorded[2])
    assert.equal(comes.response.status, '201 Created')
    assert.deepEqual(removed, {
      fullUrl: `${server.base}/Organization/${REMOVED}`,
      request: { method: 'DELETE', url: `Organization/${REMOVED}` },
      response: { status: '204 No Content', etag: 'W/"2"', lastModified: recorded[1] },
    })
  })

  it('begins with the revision recorded at the instant asked for', async () => {
    const [first = '', second = '', third = ''] = recorded
    assert.deepEqual(await lines(since(first)), WHOLE)
    assert.deepEqual(await lines(since(second)), WHOLE.slice(0, 3))
    assert.deepEqual(await lines(since(third)), WHOLE.slice(0, 1))
    assert.deepEqual(await lines(since(third.replace('Z', '+00:00'))), WHOLE.slice(0, 1))
    assert.deepEqual(await lines(since('1999')), WHOLE)
  })

  it('says until when it is complete, which neither loses nor repeats anything', async () => {
    const { meta } = await found(server, 'Organization/_history?_count=1')
    assert.deepEqual(await lines(since(meta.lastUpdated)), [])
    assert.ok(meta.lastUpdated > (recorded[2] ?? ''))
    const search = await found(server, 'Organization')
    assert.equal(search.meta.lastUpdated, meta.lastUpdated)
  })

  it('tells the versions of one resource, and reads each', async () => {
    const path = `Organization/${RENAMED}/_history`
    assert.deepEqual(await lines(path), [WHOLE[1], WHOLE[4]])
    assert.equal((await found(server, `${path}/1`)).name, 'Before')
    assert.equal((await found(server, `${path}/2`)).name, 'After')
    assert.equal((await ask(server, `${path}/3`)).status, 404)
  })

  it('answers 410 for what is gone, and still reads what it was', async () => {
    const { status, resource } = await ask(server, `Organization/${REMOVED}`)
    assert.deepEqual([status, resource.issue[0].code], [410, 'deleted'])
    assert.equal((await ask(server, `Organization/${REMOVED}/_history/2`)).status, 410)
    assert.equal((await found(server, `Organization/${REMOVED}/_history/1`)).name, 'Removed')
    assert.equal((await found(server, `Organization?_id=${REMOVED}`)).total, 0)
  })

  it('goes on as it began while the register changes', async () => {
    await using other = await serveFhir({ load })
    const first = await found(other, 'Organization/_history?_count=2')
    const items = [named(STAYS, 'Moves'), named(RENAMED, 'After'), named(COMES, 'Comes')]
    await importing(other.register, [file({ on: '2026-10-25', items })])
    const rest = await pagesOf(other, linkOf(first, 'next') ?? '')
    const told = [first, ...rest].flatMap(({ entry = [] }) => entry.map(lineOf))
    assert.deepEqual(told, WHOLE)
    const next = await found(
      other,
      `Organization/_history?_since=${encodeURIComponent(first.meta.lastUpdated)}`,
    )
    assert.deepEqual(next.entry.map(lineOf), [`"4" PUT Organization/${STAYS} Moves`])
  })
})
