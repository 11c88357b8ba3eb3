import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { file, importing, unit } from '../../../services/directory/test/import-harness.ts'
import { unitId } from '../../../services/directory/test/register-builder.ts'
import { ask, found, linkOf, type Parsed, resourcesOf } from './fixture/ask.ts'
import { type FhirServer, serveFhir } from './fixture/fhir-server.ts'

// More than is counted without being asked, and more than is put in order by version.
const UNITS = 5_100
const CHANGED = 12

const units = (isChanged: (index: number) => boolean) =>
  Array.from({ length: UNITS }, (_, index) =>
    unit(unitId(index + 1), '2020-01-01..', {
      name: `${isChanged(index) ? 'New' : 'Old'} ${index % 7} ${index < 900 ? 'few' : 'many'}`,
    }),
  )

describe('a search of a register with many units', () => {
  let server: FhirServer
  before(async () => {
    server = await serveFhir({
      load: async (register) => {
        await importing(register, [file({ on: '2026-10-30', items: units(() => false) })])
        const changed = units((index) => index >= UNITS - CHANGED)
        await importing(register, [file({ on: '2026-10-31', items: changed })])
      },
    })
  })
  after(() => server[Symbol.asyncDispose]())

  const totalOf = async (query: string): Promise<number | undefined> =>
    (await found(server, `Organization?${query}`)).total
  const seen = (bundle: Parsed) =>
    resourcesOf(bundle, 'match').map(({ id, name, meta }) => ({ id, name, ...meta }))

  it('states no total that it would have to count, and every total that it need not', async () => {
    assert.equal(await totalOf('_count=3'), undefined)
    assert.equal(await totalOf('_count=3&name:contains=many'), undefined)
    assert.equal(await totalOf('_count=3&name:contains=few'), 900)
    // As well where more have been counted, or found too many, before.
    assert.equal(await totalOf('_count=3&_total=accurate'), UNITS)
    assert.equal(await totalOf('_count=3'), undefined)
  })

  it('counts exactly where that is asked for', async () => {
    for (const asked of ['_total=accurate', '_total=estimate', '_summary=count', '_count=0']) {
      assert.equal(await totalOf(`${asked}&name:contains=many`), UNITS - 900, asked)
    }
    assert.equal(await totalOf('_total=none&name:contains=few'), undefined)
    const { status } = await ask(server, 'Organization?_total=about')
    assert.equal(status, 400)
  })

  it('gives every match once, without a total', async () => {
    const ids: string[] = []
    let next: string | undefined = 'Organization?_count=1000&name:contains=many'
    while (next !== undefined) {
      const response = await fetch(next.startsWith('http') ? next : `${server.base}/${next}`)
      const page = JSON.parse(await response.text())
      assert.equal(page.total, undefined)
      ids.push(...page.entry.map(({ resource }: Parsed) => resource.id))
      next = linkOf(page, 'next')
    }
    assert.equal(ids.length, UNITS - 900)
    assert.deepEqual(ids, [...new Set(ids)].toSorted())
  })

  it('shows what was touched last, page by page, and refuses what it cannot put in order', async () => {
    const path = 'Organization?_count=5&_sort=-_lastUpdated,name,-_id'
    const first = await found(server, path)
    const second = await found(server, linkOf(first, 'next') ?? '')
    const shown = [...seen(first), ...seen(second)]
    assert.ok(shown.every(({ versionId, name }) => versionId === '2' && name.startsWith('New')))
    const expected = shown.toSorted((a, b) => compare(a.name, b.name) || compare(b.id, a.id))
    assert.deepEqual(shown, expected)
    for (const refused of [
      linkOf(second, 'next') ?? '',
      'Organization?_sort=_lastUpdated',
      'Organization?_sort=name,_lastUpdated',
    ]) {
      const { status, resource } = await ask(server, refused)
      assert.deepEqual([status, resource.issue[0].code], [400, 'too-costly'], refused)
    }
    const few = await found(server, 'Organization?name=New&_sort=_lastUpdated&_count=20')
    assert.equal(seen(few).length, CHANGED)
  })
})

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
