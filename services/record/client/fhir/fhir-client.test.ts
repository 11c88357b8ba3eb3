import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, it, type TestContext } from 'node:test'
import { Secret } from '../../../kit/secret.ts'
import { idsOnly } from '../../../kit/telemetry/tracing.ts'
import { UpstreamAnswerInvalid, UpstreamUnreachable } from '../../../nsp/soap/errors.ts'
import { FhirFault } from './errors.ts'
import { fhirClient } from './fhir-client.ts'

const CPR = '6103480014'
const asking = (signal = new AbortController().signal) => ({
  token: new Secret('a-token'),
  cpr: CPR,
  signal,
})

type Listener = (request: IncomingMessage, response: ServerResponse, body: string) => void

async function serving(test: TestContext, listener: Listener): Promise<URL> {
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    listener(request, response, body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  test.after(() => {
    server.close()
    server.closeAllConnections()
  })
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/fhir`)
}

const json = (response: ServerResponse, body: object, status = 200): void => {
  response.writeHead(status, { 'content-type': 'application/fhir+json' }).end(JSON.stringify(body))
}

const page = (ids: readonly string[], next?: string) => ({
  ...{ resourceType: 'Bundle', type: 'searchset' },
  entry: ids.map((id) => ({ resource: { resourceType: 'Observation', id } })),
  ...(next && { link: [{ relation: 'next', url: next }] }),
})

const client = (base: URL, bounds: { maxBytes?: number; maxPages?: number } = {}) =>
  fhirClient({ base, name: 'test', tracing: idsOnly, ...bounds })

const search = (base: URL, bounds = {}) =>
  client(base, bounds).search(asking(), 'Observation', new URLSearchParams({ patient: CPR }))

describe('fhirClient()', () => {
  it('sends the person number in the body of a POST, with token and trace, and follows every page', async (test) => {
    const heard: string[] = []
    const base = await serving(test, (request, response, body) => {
      assert.equal(request.headers.authorization, 'Bearer a-token')
      assert.match(request.headers.traceparent as string, /^00-/)
      heard.push(`${request.method} ${request.url} ${body}`)
      if (request.method === 'POST') return json(response, page(['1'], `${base}?_getpages=a`))
      json(response, page(['2']))
    })
    const { matches } = await search(base)
    assert.deepEqual(
      matches.map(({ id }) => id),
      ['1', '2'],
    )
    assert.deepEqual(heard, [
      `POST /fhir/Observation/_search patient=${CPR}`,
      'GET /fhir?_getpages=a ',
    ])
  })

  const refused: Readonly<Record<string, readonly [next: (base: URL) => string, says: RegExp]>> = {
    'lies elsewhere': [() => 'https://elsewhere.example/fhir?page=2', /not its own/],
    'lies beside the base': [(base) => new URL('/other', base).href, /not its own/],
    'begins as the base does': [(base) => `${base.href}-other?page=2`, /not its own/],
    'holds the number': [(base) => `${base}?patient=${CPR}`, /person number/],
    'holds the number with a hyphen': [(base) => `${base}?p=610348-0014`, /person number/],
    'is one that was read already': [(base) => `${base}?_getpages=a`, /circle/],
  }
  for (const [why, [next, says]] of Object.entries(refused)) {
    it(`fails whole where the next page ${why}`, async (test) => {
      const base = await serving(test, (_request, response) =>
        json(response, page(['1'], next(base))),
      )
      await assert.rejects(search(base), (error) => {
        assert.ok(error instanceof UpstreamAnswerInvalid)
        assert.match(error.message, says)
        return true
      })
    })
  }

  it('fails rather than to leave pages out', async (test) => {
    let pages = 0
    const base = await serving(test, (_request, response) => {
      pages += 1
      json(response, page([String(pages)], `${base}?_getpages=${pages}`))
    })
    await assert.rejects(search(base, { maxPages: 3 }), /more than 3 pages/)
    assert.equal(pages, 3)
  })

  it('hands its token to no host whose name begins as that of the base', async () => {
    const root = client(new URL('http://127.0.0.1'))
    for (const url of ['http://127.0.0.1.example/Binary/1', 'http://127.0.0.1:8/Binary/1'])
      await assert.rejects(async () => root.read(asking(), url), /not its own/)
  })

  it('takes no nesting for a resource, however deep', async (test) => {
    for (const text of [
      '['.repeat(500_000),
      `{"a":${'['.repeat(500_000)}${']'.repeat(500_000)}}`,
    ]) {
      const base = await serving(test, (_request, response) => response.end(text))
      await assert.rejects(search(base), UpstreamAnswerInvalid)
    }
  })

  it('fails where an answer is too large, no JSON, no bundle, or cut off', async (test) => {
    const wrong: Readonly<Record<string, Listener>> = {
      large: (_request, response) => response.end(`"${'x'.repeat(2000)}"`),
      garbage: (_request, response) => response.end('<html>'),
      resource: (_request, response) => json(response, { resourceType: 'Patient' }),
      history: (_request, response) =>
        json(response, { resourceType: 'Bundle', type: 'history', entry: [] }),
      empty: (_request, response) =>
        json(response, { resourceType: 'Bundle', type: 'searchset', entry: [{}] }),
    }
    for (const listener of Object.values(wrong)) {
      const base = await serving(test, listener)
      await assert.rejects(search(base, { maxBytes: 1000 }), UpstreamAnswerInvalid)
    }
    const cut = await serving(test, (_request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{')
      setImmediate(() => response.destroy())
    })
    await assert.rejects(search(cut), UpstreamUnreachable)
  })

  it('tells an outcome by status and issue types, and keeps nothing of its text', async (test) => {
    const issue = [{ severity: 'error', code: 'forbidden', diagnostics: `not for ${CPR}` }]
    const base = await serving(test, (_request, response) =>
      json(response, { resourceType: 'OperationOutcome', issue }, 403),
    )
    await assert.rejects(search(base), (error) => {
      assert.ok(error instanceof FhirFault && error.isRefusal)
      assert.deepEqual(error.issues, ['forbidden'])
      assert.doesNotMatch(JSON.stringify(error) + error.stack, new RegExp(CPR))
      return true
    })
  })

  it('fails where an outcome among the entries is an error', async (test) => {
    const outcome = { resourceType: 'OperationOutcome', issue: [{ severity: 'error' }] }
    const base = await serving(test, (_request, response) =>
      json(response, { resourceType: 'Bundle', type: 'searchset', entry: [{ resource: outcome }] }),
    )
    await assert.rejects(search(base), FhirFault)
  })

  it('follows no redirect, and ends with the reason of the signal', async (test) => {
    const base = await serving(test, (_request, response) =>
      response.writeHead(307, { location: 'http://127.0.0.1:1/' }).end(),
    )
    await assert.rejects(search(base), UpstreamUnreachable)
    const silent = await serving(test, () => {})
    const reason = new Error('enough')
    const ending = AbortSignal.abort(reason)
    await assert.rejects(
      client(silent).read(asking(ending), 'Binary/1'),
      (error) => error === reason,
    )
  })

  it('asks no address that holds the person number', async () => {
    await assert.rejects(
      client(new URL('http://127.0.0.1:1/')).read(asking(), `Patient/${CPR}`),
      RangeError,
    )
  })
})
