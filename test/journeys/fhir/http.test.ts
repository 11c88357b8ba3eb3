import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { sampleSorId } from '../../../infra/sample/identifiers.ts'
import { importSample } from '../../../infra/sample/import-sample.ts'
import { xmlOf } from '../../../services/directory/fhir/xml/write.ts'
import { parseCallers } from '../../../services/kit/callers.ts'
import { readXml } from '../../harness/fhir.ts'
import { ask, found, type Parsed, resourcesOf } from './fixture/ask.ts'
import { type FhirServer, serveFhir } from './fixture/fhir-server.ts'

const KEY = 'key-of-the-holder'
const callers = parseCallers(
  JSON.stringify([
    {
      name: 'Holder',
      keySha256: createHash('sha256').update(KEY).digest('hex'),
      grants: ['sample-restricted'],
    },
  ]),
)
assert.ok(typeof callers !== 'string')

const UNIT = sampleSorId(47)

describe('FHIR over HTTP', () => {
  let server: FhirServer
  before(async () => {
    server = await serveFhir({ callers, load: ({ url }) => importSample(url) })
  })
  after(() => server[Symbol.asyncDispose]())

  const post = (path: string, resource: unknown, type = 'application/fhir+json') =>
    ask(server, path, {
      method: 'POST',
      headers: { 'content-type': type },
      body: typeof resource === 'string' ? resource : JSON.stringify(resource),
    })

  it('answers in XML what it answers in JSON', async () => {
    for (const path of [`Organization/${UNIT}`, 'Organization?_count=5', 'metadata', 'Patient/1']) {
      const json = await ask(server, path)
      const accepted = await ask(server, path, { headers: { accept: 'application/fhir+xml' } })
      assert.equal(accepted.headers.get('content-type'), 'application/fhir+xml; charset=utf-8')
      assert.deepEqual(readXml(accepted.text), json.resource)
      const separator = path.includes('?') ? '&' : '?'
      const asked = await ask(server, `${path}${separator}_format=xml`)
      assert.equal(asked.status, json.status)
      assert.match(asked.text, /^<\?xml version="1.0" encoding="UTF-8"\?>/)
    }
  })

  it('writes in lines where that is asked for', async () => {
    const { text } = await ask(server, `Organization/${UNIT}?_pretty=true`)
    assert.match(text, /^\{\n {2}"resourceType": "Organization"/)
  })

  it('refuses a format that it does not write', async () => {
    const { status, resource } = await ask(server, 'metadata', { headers: { accept: 'text/html' } })
    assert.deepEqual([status, resource.resourceType], [406, 'OperationOutcome'])
    assert.equal((await ask(server, 'metadata?_format=ttl')).status, 406)
  })

  it('sends the headers alone for HEAD', async () => {
    const got = await ask(server, `Organization/${UNIT}`)
    const head = await ask(server, `Organization/${UNIT}`, { method: 'HEAD' })
    assert.equal(head.text, '')
    for (const name of ['etag', 'last-modified', 'content-type', 'content-length']) {
      assert.equal(head.headers.get(name), got.headers.get(name))
    }
  })

  it('reads a version by the tag it gave, and says when nothing has changed', async () => {
    const { headers, resource } = await ask(server, `Organization/${UNIT}`)
    const { versionId, lastUpdated } = resource.meta
    assert.equal(headers.get('etag'), `W/"${versionId}"`)
    const modified = headers.get('last-modified') ?? ''
    assert.equal(Date.parse(modified), Math.floor(Date.parse(lastUpdated) / 1000) * 1000)
    for (const held of [
      { 'if-none-match': `W/"${versionId}"` },
      { 'if-modified-since': modified },
    ]) {
      const { status, text } = await ask(server, `Organization/${UNIT}`, { headers: held })
      assert.deepEqual([status, text], [304, ''])
    }
    const { status } = await ask(server, `Organization/${UNIT}`, {
      headers: { 'if-none-match': 'W/"999"' },
    })
    assert.equal(status, 200)
    const version = await found(server, `Organization/${UNIT}/_history/${versionId}`)
    assert.deepEqual(version.meta, resource.meta)
  })

  it('tags a search by all that it hangs on', async () => {
    const tagOf = async (path: string, headers: Record<string, string> = {}) =>
      (await ask(server, path, { headers })).headers.get('etag') ?? ''
    const tag = await tagOf('Endpoint?_count=2')
    const { status } = await ask(server, 'Endpoint?_count=2', { headers: { 'if-none-match': tag } })
    assert.equal(status, 304)
    const tags = [
      tag,
      await tagOf('Endpoint?_count=3'),
      await tagOf('Endpoint?_count=2', { authorization: `Bearer ${KEY}` }),
      await tagOf('Endpoint?_count=2', { accept: 'application/fhir+xml' }),
      await tagOf('Endpoint?_count=2', { prefer: 'handling=strict' }),
      await tagOf('Endpoint/_history?_count=2'),
    ]
    assert.equal(new Set(tags).size, tags.length)
  })

  it('shows a restricted source to its holder alone', async () => {
    const total = async (headers: Record<string, string>) =>
      (await found(server, 'Endpoint?_count=0', { headers })).total
    assert.ok((await total({ authorization: `Bearer ${KEY}` })) > (await total({})))
    const unknown = await ask(server, 'metadata', { headers: { authorization: 'Bearer wrong' } })
    assert.deepEqual([unknown.status, unknown.resource.issue[0].code], [401, 'unknown'])
    assert.equal(unknown.headers.get('www-authenticate'), 'Bearer')
  })

  for (const [method, path, status, code] of [
    ['GET', 'Patient/1', 404, 'not-supported'],
    ['GET', `Organization/${sampleSorId(99_999)}`, 404, 'not-found'],
    ['GET', `Organization/${UNIT}/_history/999`, 404, 'not-found'],
    ['GET', 'Organization/x/_history', 404, 'not-found'],
    ['GET', 'Organization/x/y/z', 404, 'not-supported'],
    ['PUT', `Organization/${UNIT}`, 405, 'not-supported'],
    ['DELETE', `Organization/${UNIT}`, 405, 'not-supported'],
    ['POST', 'Organization', 405, 'not-supported'],
    ['GET', '', 405, 'not-supported'],
    ['GET', 'Organization?_count=many', 400, 'value'],
    ['GET', 'Organization?_lastUpdated=yesterday', 400, 'value'],
    ['GET', 'Organization?name:soundex=a', 400, 'value'],
    ['GET', 'Organization/_history?_since=yesterday', 400, 'value'],
  ] as const) {
    it(`answers ${method} /${path} with ${status} and an OperationOutcome`, async () => {
      const { resource, headers, ...answer } = await ask(server, path, { method })
      assert.equal(answer.status, status)
      assert.equal(resource.resourceType, 'OperationOutcome')
      assert.equal(resource.issue[0].code, code)
      if (status === 405) assert.ok(headers.get('allow'))
    })
  }

  it('refuses a body that is too large, of another type, or broken', async () => {
    assert.equal((await post('', 'x'.repeat(200_000))).status, 413)
    assert.equal((await post('', 'x', 'text/plain')).status, 415)
    const form = 'application/x-www-form-urlencoded'
    assert.equal((await post('', 'a=b', form)).status, 415)
    assert.equal((await post('Organization/_search', '{}')).status, 415)
    for (const [body, type] of [
      ['{', 'application/json'],
      ['[]', 'application/json'],
      ['{"resourceType":"Bundle","type":"transaction"}', 'application/json'],
      ['<Bundle', 'application/fhir+xml'],
      ['<!DOCTYPE a><Bundle/>', 'application/fhir+xml'],
    ] as const) {
      const { status, resource } = await post('', body, type)
      assert.deepEqual([status, resource.issue[0].code], [400, 'structure'], body)
    }
  })

  describe('a batch', () => {
    const batch = (...urls: readonly string[]) => ({
      resourceType: 'Bundle',
      type: 'batch',
      entry: urls.map((url) => ({ request: { method: 'GET', url } })),
    })
    const URLS = [
      `Organization/${UNIT}`,
      `${'Organization'}?_count=1`,
      'Organization/unheard-of',
      'Patient/1',
      'metadata',
    ]

    it('answers each request by itself, in order', async () => {
      const { resource } = await post('', batch(...URLS))
      assert.equal(resource.type, 'batch-response')
      assert.deepEqual(
        resource.entry.map(({ response }: Parsed) => response.status.slice(0, 3)),
        ['200', '200', '404', '404', '200'],
      )
      assert.equal(resource.entry[0].resource.id, UNIT)
      assert.equal(resource.entry[0].response.etag.slice(0, 2), 'W/')
      assert.equal(resource.entry[2].response.outcome.resourceType, 'OperationOutcome')
    })

    it('may come in XML, and with whole addresses', async () => {
      const sent = xmlOf(batch(`${server.base}/Organization/${UNIT}`))
      const { resource } = await post('', sent, 'application/fhir+xml')
      assert.equal(resource.entry[0].resource.id, UNIT)
    })

    it('reads many with as few statements as one', async () => {
      const all = resourcesOf(await found(server, 'Location?_count=40'))
      const statementsOf = async (ids: readonly Parsed[]) => {
        const before = server.statements()
        const { resource } = await post('', batch(...ids.map(({ id }) => `Location/${id}`)))
        assert.equal(resource.entry.at(-1).resource.id, ids.at(-1).id)
        return server.statements() - before
      }
      const one = await statementsOf(all.slice(0, 1))
      assert.ok((await statementsOf(all.slice(1))) <= one + 2)
    })

    it('changes nothing', async () => {
      const entry = [{ request: { method: 'DELETE', url: `Organization/${UNIT}` } }]
      const { resource } = await post('', { resourceType: 'Bundle', type: 'batch', entry })
      assert.equal(resource.entry[0].response.status, '405')
    })

    it('is refused where it is too large', async () => {
      const { status, resource } = await post('', batch(...Array(51).fill('Organization?_count=1')))
      assert.deepEqual([status, resource.issue[0].code], [400, 'too-costly'])
    })
  })

  it('takes a person number nowhere, and keeps none', async () => {
    const number = '0101701234'
    const bodies = [
      ask(server, `Organization?identifier=${number}`),
      ask(server, `Organization?${number}=x`),
      ask(server, `Organization/${number}`),
      ask(server, `Organization?name=010170-1234`),
      ask(server, 'Organization/_search', {
        method: 'POST',
        body: new URLSearchParams([['identifier', `urn:oid:1.2.208.176.1.2|${number}`]]),
      }),
    ]
    for (const { status, text } of await Promise.all(bodies)) {
      assert.equal(status, 400)
      assert.match(text, /PERSON_NUMBER_REFUSED/)
      assert.doesNotMatch(text, /1234/)
    }
    const batch = { resourceType: 'Bundle', type: 'batch' }
    const request = { method: 'GET', url: `Organization/${number}` }
    const { text, resource } = await post('', { ...batch, entry: [{ request }] })
    assert.equal(resource.entry[0].response.status, '400')
    assert.doesNotMatch(text, /1234/)
    assert.doesNotMatch(server.logged.join(), /1234/)
    assert.doesNotMatch(await server.telemetry.metrics.text(), /1234/)
  })

  it('is measured by route, never by what was asked', async () => {
    await ask(server, `Organization/${UNIT}/_history/1`)
    await ask(server, 'Organization?name=Fjord')
    const text = await server.telemetry.metrics.text()
    assert.match(text, /"\/fhir\/:type\/:id\/_history\/:version"/)
    assert.match(text, /"\/fhir\/:type"/)
    assert.doesNotMatch(text, new RegExp(`${UNIT}|Fjord`))
  })
})

describe('PUBLIC_URL', () => {
  it('is what links begin with', async () => {
    await using server = await serveFhir({ publicUrl: new URL('https://hub.example') })
    const { url } = await found(server, 'metadata')
    assert.equal(url, 'https://hub.example/fhir/metadata')
  })

  it('is answered before anything has been imported; the rest says that nothing has', async () => {
    await using server = await serveFhir()
    const { status, resource } = await ask(server, 'Organization')
    assert.deepEqual([status, resource.issue[0].code], [503, 'transient'])
  })
})
