import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Client } from 'fhir-kit-client'
import { importSample } from '../../../infra/sample/import-sample.ts'
import type { Parsed } from './fixture/ask.ts'
import { type FhirServer, serveFhir } from './fixture/fhir-server.ts'

describe('a stock client', () => {
  let server: FhirServer
  let client: Client
  before(async () => {
    server = await serveFhir({ load: ({ url }) => importSample(url) })
    client = new Client({ baseUrl: server.base })
  })
  after(() => server[Symbol.asyncDispose]())

  const pages = async (first: Parsed): Promise<readonly Parsed[]> => {
    const read: Parsed[] = []
    for (let page = first; page; page = await client.nextPage({ bundle: page })) read.push(page)
    return read
  }

  it('reads what the server can do', async () => {
    const statement: Parsed = await client.capabilityStatement()
    assert.equal(statement.fhirVersion, '4.0.1')
  })

  it('searches, pages, reads and resolves', async () => {
    const first: Parsed = await client.search({
      resourceType: 'Organization',
      searchParams: { name: 'a', _count: '7' },
    })
    const read = await pages(first)
    const resources = read.flatMap(({ entry = [] }) =>
      entry.map(({ resource }: Parsed) => resource),
    )
    assert.ok(read.length > 1)
    assert.equal(resources.length, first.total)
    const below = resources.find(({ partOf }) => partOf)
    const one: Parsed = await client.read({ resourceType: 'Organization', id: below.id })
    assert.deepEqual(one, below)
    const above: Parsed = await client.resolve({ reference: below.partOf.reference })
    assert.equal(`Organization/${above.id}`, below.partOf.reference)
    const version = one.meta.versionId
    const old: Parsed = await client.vread({ resourceType: 'Organization', id: one.id, version })
    assert.deepEqual(old, one)
  })

  it('follows the history of a type and of a resource', async () => {
    const first: Parsed = await client.history({ resourceType: 'Endpoint' })
    const entries = (await pages(first)).flatMap(({ entry = [] }) => entry)
    assert.equal(entries.length, first.total)
    const [{ resource }] = entries
    const own: Parsed = await client.history({ resourceType: 'Endpoint', id: resource.id })
    assert.equal(own.entry[0].resource.id, resource.id)
  })

  it('sends a batch', async () => {
    const body = {
      resourceType: 'Bundle',
      type: 'batch',
      entry: [{ request: { method: 'GET', url: 'Endpoint?_count=2' } }],
    }
    const { entry }: Parsed = await client.batch({ body })
    assert.equal(entry[0].resource.entry.length, 2)
  })

  it('is told of an error in an OperationOutcome', async () => {
    await assert.rejects(
      client.read({ resourceType: 'Organization', id: 'unheard-of' }),
      ({ response }: Parsed) => {
        assert.equal(response.status, 404)
        assert.equal(response.data.resourceType, 'OperationOutcome')
        return true
      },
    )
  })
})
