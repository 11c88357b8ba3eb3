import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createServer as createSocketServer, type Server } from 'node:net'
import { afterEach, describe, it } from 'node:test'
import { freePort } from '../../kit/free-port.ts'
import type { SpanAttributes, Tracing } from '../../kit/telemetry/tracing.ts'
import { xml } from '../xml/template.ts'
import { writeEnvelope } from './envelope.ts'
import { addressOf, operationOf, type SoapPost, soapPoster } from './post-soap.ts'
import { writeFault } from './write-fault.ts'

const opened: Server[] = []
const envelope = writeEnvelope({ version: '1.1', headers: [], body: xml`<ask/>` })
const told = (version: '1.1' | '1.2' = '1.1') =>
  writeEnvelope({ version, headers: [], body: xml`<told/>` }).toString()
const faulty = writeEnvelope({
  ...{ version: '1.1', headers: [] },
  body: writeFault({ version: '1.1', blame: 'service', reason: 'no' }),
}).toString()

async function serving(server: Server): Promise<URL> {
  opened.push(server)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/service?a=b`)
}
const answering = (listener: RequestListener) => serving(createServer(listener))
const saying = (status: number, type: string, text: string | Buffer) =>
  answering((_request, response) => response.writeHead(status, { 'content-type': type }).end(text))

interface Seen {
  readonly name: string
  readonly attributes: SpanAttributes[]
  readonly errors: string[]
  ended: number
}

function recording(): { readonly seen: Seen[]; readonly tracing: Pick<Tracing, 'child'> } {
  const seen: Seen[] = []
  const ids = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), sampled: true }
  return {
    seen,
    tracing: {
      child: (kind, name, { attributes = {} }) => {
        const span: Seen = {
          name: `${kind} ${name}`,
          attributes: [attributes],
          errors: [],
          ended: 0,
        }
        seen.push(span)
        return {
          ...{ ids, run: (work) => work() },
          end: () => {
            span.ended += 1
          },
          set: (more) => void span.attributes.push(more),
          fail: (type) => void span.errors.push(type),
        }
      },
    },
  }
}

const { seen, tracing } = recording()
const poster = soapPoster({ tracing, maxBytes: 10_000 })
const post = (url: URL, more: Partial<SoapPost> = {}) =>
  poster.post({
    ...{ url, dcc: null, service: 'brs', version: '1.1', action: 'urn:x:y:Ask', envelope },
    ...more,
  })

describe('SoapPoster.post()', () => {
  afterEach(async () => {
    await poster[Symbol.asyncDispose]()
    for (const server of opened.splice(0)) {
      server.close()
      if ('closeAllConnections' in server)
        (server as ReturnType<typeof createServer>).closeAllConnections()
    }
    seen.length = 0
  })

  for (const [version, type, action] of [
    ['1.1', 'text/xml; charset=utf-8', '"urn:x:y:Ask"'],
    ['1.2', 'application/soap+xml; charset=utf-8; action="urn:x:y:Ask"', undefined],
  ] as const) {
    it(`sends type and action as SOAP ${version} has them, and the trace`, async () => {
      const heard = Promise.withResolvers<IncomingMessage>()
      const url = await answering((request, response) => {
        heard.resolve(request)
        response.writeHead(200, { 'content-type': type }).end(told(version))
      })
      const { body } = await post(url, { version })
      assert.equal(body.localName, 'told')
      const { headers, method } = await heard.promise
      assert.deepEqual(
        [method, headers['content-type'], headers.soapaction],
        ['POST', type, action],
      )
      assert.equal(headers.traceparent, `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`)
      assert.equal(headers['content-length'], String(Buffer.byteLength(envelope.toString())))
    })
  }

  it('keeps its connection', async () => {
    const ports = new Set<number | undefined>()
    const url = await answering((request, response) => {
      ports.add(request.socket.remotePort)
      response.writeHead(200, { 'content-type': 'text/xml' }).end(told())
    })
    await post(url)
    await post(url)
    assert.equal(ports.size, 1)
  })

  it('makes one client span, low in cardinality and without the query', async () => {
    await post(await saying(200, 'text/xml', told()))
    await assert.rejects(post(await saying(500, 'text/xml', faulty)))
    assert.deepEqual(
      seen.map(({ name }) => name),
      ['client SOAP Ask', 'client SOAP Ask'],
    )
    assert.deepEqual(seen[0]?.attributes, [
      {
        ...{ 'rpc.system': 'soap', 'rpc.service': 'brs', 'rpc.method': 'Ask' },
        'server.address': '127.0.0.1',
      },
      { 'http.response.status_code': 200 },
    ])
    assert.deepEqual(
      seen.map(({ errors, ended }) => [errors, ended]),
      [
        [[], 1],
        [['SOAP_FAULT'], 1],
      ],
    )
    assert.doesNotMatch(JSON.stringify(seen), /a=b/)
  })

  for (const [what, status, type, text, code] of [
    ['a fault with HTTP 500', 500, 'text/xml', faulty, 'SOAP_FAULT'],
    ['a fault with HTTP 200', 200, 'text/xml', faulty, 'SOAP_FAULT'],
    ['HTML', 200, 'text/html', '<html><body>Login</body></html>', 'UPSTREAM_ANSWER_INVALID'],
    ['no XML', 200, 'text/xml', '<<<', 'UPSTREAM_ANSWER_INVALID'],
    ['nothing', 200, 'text/xml', '', 'UPSTREAM_ANSWER_INVALID'],
    ['a gateway that does not get through', 503, 'text/html', '<html/>', 'UPSTREAM_UNREACHABLE'],
    ['an error without SOAP', 500, 'text/plain', 'oh', 'UPSTREAM_ANSWER_INVALID'],
    ['an error with SOAP and no fault', 500, 'text/xml', told(), 'UPSTREAM_ANSWER_INVALID'],
    ['a redirect', 302, 'text/html', '', 'UPSTREAM_ANSWER_INVALID'],
    ['too much', 200, 'text/xml', told() + ' '.repeat(10_001), 'UPSTREAM_ANSWER_INVALID'],
    ['a DTD', 200, 'text/xml', `<!DOCTYPE a>${told()}`, 'UPSTREAM_ANSWER_INVALID'],
    ['broken multipart', 200, 'multipart/related; boundary=b', '--b', 'UPSTREAM_ANSWER_INVALID'],
  ] as const) {
    it(`tells ${what} as ${code}, and nothing of it`, async () => {
      const url = await saying(status, type, text)
      await assert.rejects(post(url), (error: Error & { code?: string }) => {
        assert.equal(error.code, code)
        assert.doesNotMatch(error.message, /Login|oh|<|a=b/)
        return true
      })
    })
  }

  it('reads multipart that says it is XML', async () => {
    const text = `--uuid:7\r\nContent-Type: text/xml\r\n\r\n${told()}\r\n--uuid:7--`
    const { body } = await post(await saying(200, 'text/xml;charset=UTF-8', text))
    assert.equal(body.localName, 'told')
  })

  it('tells that nobody is there', async () => {
    const url = new URL(`http://127.0.0.1:${await freePort()}/`)
    await assert.rejects(post(url), { code: 'UPSTREAM_UNREACHABLE' })
  })

  it('tells what is no HTTP', async () => {
    const url = await serving(createSocketServer((socket) => socket.end('SSH-2.0-x\r\n')))
    await assert.rejects(post(url), { code: 'UPSTREAM_UNREACHABLE', message: /no HTTP/ })
  })

  it('tells that it was cut off', async () => {
    const url = await answering((_request, response) => {
      response.writeHead(200, { 'content-length': '999' })
      response.write('<a>', () => response.destroy())
    })
    await assert.rejects(post(url), { code: 'UPSTREAM_UNREACHABLE', message: /cut off/ })
  })

  it('ends with the reason of its signal, before and while it waits', async () => {
    const url = await answering(() => {})
    const reason = new Error('no longer wanted')
    await assert.rejects(post(url, { signal: AbortSignal.abort(reason) }), reason)
    const controller = new AbortController()
    const waiting = post(url, { signal: controller.signal })
    setTimeout(() => controller.abort(reason), 20)
    await assert.rejects(waiting, reason)
    assert.deepEqual(seen.at(-1)?.errors, ['aborted'])
  })
})

describe('addressOf()', () => {
  const url = new URL('http://service/path')
  it('goes to the service, or to the decoupling component in its form', () => {
    const dcc = (root: string, identifier: string | null) =>
      addressOf({ url, dcc: { root: new URL(root), identifier } }).href
    assert.equal(addressOf({ url, dcc: null }).href, 'http://service/path')
    assert.equal(dcc('http://dcc/decoupling', 'ddsreg'), 'http://dcc/decoupling/service/ddsreg')
    assert.equal(dcc('http://dcc/decoupling/', 'a/b'), 'http://dcc/decoupling/service/a%2Fb')
    assert.equal(dcc('http://dcc/decoupling', null), 'http://dcc/decoupling')
  })
})

describe('operationOf()', () => {
  for (const [action, name] of [
    ['urn:ihe:iti:2007:RetrieveDocumentSet', 'RetrieveDocumentSet'],
    ['http://nsi.dk/sdm/Gateway', 'Gateway'],
    ['http://x/y#Ask', 'Ask'],
    ['AddRegistrations', 'AddRegistrations'],
    ['urn:', 'urn:'],
  ])
    it(`is ${name} of ${action}`, () => assert.equal(operationOf(action ?? ''), name))
})
