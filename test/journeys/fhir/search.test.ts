import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { importSample } from '../../../infra/sample/import-sample.ts'
import { file, importing, unit } from '../../../services/directory/test/import-harness.ts'
import { unitId } from '../../../services/directory/test/register-builder.ts'
import { ask, found, linkOf, type Parsed, pagesOf, resourcesOf, STRICT } from './fixture/ask.ts'
import { type FhirServer, serveFhir } from './fixture/fhir-server.ts'

const idsOf = (pages: readonly Parsed[]): readonly string[] =>
  pages.flatMap((page) => resourcesOf(page, 'match').map(({ id }) => id))

describe('a search', () => {
  let server: FhirServer
  let all: readonly Parsed[]
  before(async () => {
    server = await serveFhir({ load: ({ url }) => importSample(url) })
    all = (await pagesOf(server, 'Organization?_count=1000')).flatMap((page) => resourcesOf(page))
  })
  after(() => server[Symbol.asyncDispose]())

  it('gives every match once, whatever the size of its pages', async () => {
    const expected = all.map(({ id }) => id).toSorted()
    for (const count of [37, 250]) {
      const pages = await pagesOf(server, `Organization?_count=${count}`)
      assert.deepEqual(idsOf(pages).toSorted(), expected)
      assert.deepEqual(new Set(pages.map(({ total }) => total)), new Set([expected.length]))
      assert.ok(pages.slice(0, -1).every((page) => resourcesOf(page).length === count))
    }
  })

  it('says that a page holds less than was asked for', async () => {
    const bundle = await found(server, 'Organization?_count=5000')
    assert.match(linkOf(bundle, 'self') ?? '', /_count=1000$/)
    const [outcome] = resourcesOf(bundle, 'outcome')
    assert.match(outcome.issue[0].details.text, /1000 entries at most/)
  })

  for (const query of ['_count=0', '_summary=count']) {
    it(`gives the total alone for ${query}`, async () => {
      const bundle = await found(server, `Organization?${query}`)
      assert.deepEqual([bundle.total, bundle.entry], [all.length, undefined])
      assert.equal(linkOf(bundle, 'next'), undefined)
    })
  }

  it('counts what a revision holds once', async () => {
    const statementsOf = async () => {
      const before = server.statements()
      const { total } = await found(server, 'Location?_count=1&name:contains=a&_total=accurate')
      assert.ok(total > 1)
      return server.statements() - before
    }
    const first = await statementsOf()
    assert.ok((await statementsOf()) < first)
  })

  it('counts nothing where no total is wanted', async () => {
    assert.equal('total' in (await found(server, 'Organization?_total=none&_count=1')), false)
  })

  it('is the same by POST, whose pages are links to GET', async () => {
    const body = new URLSearchParams([
      ['name', 'a'],
      ['_count', '3'],
    ])
    const posted = await found(server, 'Organization/_search', { method: 'POST', body })
    const got = await found(server, 'Organization?name=a&_count=3')
    assert.deepEqual(posted, got)
    const next = linkOf(posted, 'next') ?? ''
    assert.deepEqual(await found(server, next), await found(server, linkOf(got, 'next') ?? ''))
    const query = new URL(next).search
    assert.deepEqual(
      idsOf([await found(server, `Organization/_search${query}`)]),
      idsOf([await found(server, next)]),
    )
  })

  it('takes parameters of the address and of the form together', async () => {
    const [{ id }] = all as [Parsed]
    const body = new URLSearchParams([['_id', id]])
    const path = `Organization/_search?_elements=name`
    const [only, ...more] = resourcesOf(await found(server, path, { method: 'POST', body }))
    assert.deepEqual([only.id, more.length, 'identifier' in only], [id, 0, false])
  })

  it('takes commas for alternatives and repeats for conditions', async () => {
    const [one, other] = all.map(({ id }) => id)
    assert.deepEqual(
      idsOf([await found(server, `Organization?_id=${one},${other}`)]).toSorted(),
      [one, other].toSorted(),
    )
    assert.deepEqual(idsOf([await found(server, `Organization?_id=${one}&_id=${other}`)]), [])
  })

  it('orders as asked, either way', async () => {
    const [first] = await pagesOf(server, 'Organization?_sort=_id&_count=1000')
    assert.deepEqual(idsOf([first]), idsOf([first]).toSorted())
    const backwards = await pagesOf(server, 'Organization?_sort=-_id&_count=40')
    assert.deepEqual(idsOf(backwards), idsOf([first]).toReversed())
    const { status } = await ask(server, 'Organization?_sort=shoe-size')
    assert.equal(status, 400)
  })

  it('compares with spans of time', async () => {
    const [{ meta }] = all as [Parsed]
    const day = meta.lastUpdated.slice(0, 10)
    const total = async (value: string) =>
      (await found(server, `Organization?_lastUpdated=${value}&_count=0`)).total
    assert.equal(await total(day), all.length)
    assert.equal(await total(day.slice(0, 4)), all.length)
    assert.equal(await total(`lt${day}`), 0)
    assert.equal(await total(`gt${day}`), 0)
    assert.equal(await total(`le${meta.lastUpdated}`), all.length)
    assert.equal(await total(`ne${day}`), 0)
  })

  it('brings along what is pointed at, and what points here, marked as such', async () => {
    const path = 'Organization?_count=40&_include=Organization:endpoint'
    const bundle = await found(server, `${path}&_revinclude=Location:organization`)
    const matched = idsOf([bundle])
    const included = resourcesOf(bundle, 'include')
    const types = new Set(included.map(({ resourceType }) => resourceType))
    assert.deepEqual(types, new Set(['Endpoint', 'Location']))
    const wanted = resourcesOf(bundle, 'match').flatMap(({ endpoint = [] }) =>
      endpoint.map(({ reference }: Parsed) => reference),
    )
    const came = included.map(({ resourceType, id }) => `${resourceType}/${id}`)
    assert.deepEqual(
      came.filter((name) => name.startsWith('Endpoint')).toSorted(),
      [...new Set(wanted)].toSorted(),
    )
    for (const { resourceType, managingOrganization } of included) {
      if (resourceType !== 'Location') continue
      assert.ok(matched.includes(managingOrganization.reference.split('/')[1]))
    }
    assert.equal(new Set(came).size, came.length)
  })

  it('goes on from what came along, where it is told to iterate', async () => {
    const child = all.find(({ partOf }) => partOf && isDeep(partOf.reference))
    const path = `Organization?_id=${child.id}`
    const once = await found(server, `${path}&_include=Organization:partof`)
    const up = await found(server, `${path}&_include:iterate=Organization:partof`)
    assert.equal(resourcesOf(once, 'include').length, 1)
    assert.ok(resourcesOf(up, 'include').length > 1)
    const top = resourcesOf(up, 'include').filter(({ partOf }) => partOf === undefined)
    assert.equal(top.length, 1)
  })

  const isDeep = (reference: string): boolean =>
    all.some(({ id, partOf }) => reference === `Organization/${id}` && partOf !== undefined)

  it('ignores what it does not know and says so, or refuses it', async () => {
    const bundle = await found(server, 'Organization?shoe-size=44&_count=2')
    assert.doesNotMatch(linkOf(bundle, 'self') ?? '', /shoe-size/)
    const [outcome] = resourcesOf(bundle, 'outcome')
    assert.match(outcome.issue[0].details.text, /"shoe-size"/)
    assert.equal(outcome.issue[0].severity, 'warning')
    assert.equal(bundle.total, all.length)
    const { status, resource } = await ask(server, 'Organization?shoe-size=44', STRICT)
    assert.deepEqual([status, resource.issue[0].code], [400, 'not-supported'])
    assert.match(resource.issue[0].details.text, /"shoe-size"/)
  })

  it('refuses a cursor that is none of ours', async () => {
    for (const cursor of ['x', 'WzEsMiwzLDRd', 'bnVsbA']) {
      const { status } = await ask(server, `Organization?_cursor=${cursor}`)
      assert.equal(status, 400)
    }
  })
})

describe('a search while the register changes', () => {
  const units = (count: number, name: string) =>
    Array.from({ length: count }, (_, index) =>
      unit(unitId(index + 1), '2020-01-01..', { name: `${name} ${index}` }),
    )
  let server: FhirServer
  before(async () => {
    server = await serveFhir({
      load: (register) =>
        importing(register, [file({ on: '2026-10-30', items: units(30, 'Old') })]),
    })
  })
  after(() => server[Symbol.asyncDispose]())

  it('goes on as it began', async () => {
    const first = await found(server, 'Organization?_count=10')
    const items = units(35, 'New')
    await importing(server.register, [file({ on: '2026-10-31', items })])
    const rest = await pagesOf(server, linkOf(first, 'next') ?? '')
    const names = [first, ...rest].flatMap((page) => resourcesOf(page).map(({ name }) => name))
    assert.equal(names.length, 30)
    assert.ok(names.every((name) => name.startsWith('Old')))
    assert.deepEqual(new Set([first, ...rest].map(({ total }) => total)), new Set([30]))
    const anew = await pagesOf(server, 'Organization?_count=10')
    assert.equal(idsOf(anew).length, 35)
  })
})
