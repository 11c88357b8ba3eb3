import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, it } from 'node:test'
import { idsOnly } from '../../kit/telemetry/tracing.ts'
import { attribute, elementsOf, namesIn } from '../xml/element.ts'
import { xml } from '../xml/template.ts'
import { writeEnvelope } from './envelope.ts'
import { SoapFault, UpstreamAnswerInvalid } from './errors.ts'
import { type SoapPost, soapPoster } from './post-soap.ts'
import { writeFault } from './write-fault.ts'

const of = namesIn('urn:of')
const MARK = 'ITEMS'
const [HEAD = '', TAIL = ''] = writeEnvelope({
  ...{ version: '1.1', headers: [] },
  body: xml`<list xmlns="urn:of" state="well"><head/>${MARK}</list>`,
})
  .toString()
  .split(MARK)
const item = (number: number): string => `<item n="${number}">${'x'.repeat(1_000)}</item>`

const opened: Server[] = []
async function answering(listener: RequestListener): Promise<URL> {
  const server = createServer(listener)
  opened.push(server)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/service`)
}

const listing =
  (count: number, type = 'text/xml', tail = TAIL): RequestListener =>
  (_request, response) => {
    response.writeHead(200, { 'content-type': type })
    response.write(HEAD)
    for (let number = 0; number < count; number++) response.write(item(number))
    response.end(tail)
  }

afterEach(() => {
  for (const server of opened.splice(0)) server.close().closeAllConnections()
})

async function ask(url: URL, { isStreamed }: { readonly isStreamed: boolean }) {
  await using poster = soapPoster({ tracing: idsOnly, maxBytes: 100_000 })
  const numbers: number[] = []
  const message: SoapPost = {
    ...{ url, dcc: null, service: 'list', version: '1.1', action: 'urn:of:list' },
    envelope: writeEnvelope({ version: '1.1', headers: [], body: xml`<ask/>` }),
  }
  const streamed = {
    ...{ parent: of('list'), name: of('item') },
    take: (element: Parameters<typeof attribute>[0]) =>
      void numbers.push(Number(attribute(element, 'n'))),
  }
  const { body } = await poster.post({ ...message, ...(isStreamed && { streamed }) })
  return { numbers, body }
}

describe('an answer that is streamed', () => {
  it('may be larger than one that is held, and comes in order, with what stands around it', async () => {
    const url = await answering(listing(500))
    await assert.rejects(ask(url, { isStreamed: false }), UpstreamAnswerInvalid)
    const { numbers, body } = await ask(url, { isStreamed: true })
    assert.deepEqual(
      numbers,
      Array.from({ length: 500 }, (_, number) => number),
    )
    assert.equal(attribute(body, 'state'), 'well')
    assert.deepEqual(
      elementsOf(body).map(({ localName }) => localName),
      ['head'],
    )
  })

  it('has an end too', async () => {
    const url = await answering(listing(1_000))
    await assert.rejects(ask(url, { isStreamed: true }), UpstreamAnswerInvalid)
  })

  it('is refused where it breaks off, or is no XML', async () => {
    for (const tail of ['', '</oops>']) {
      const url = await answering(listing(3, 'text/xml', tail))
      await assert.rejects(ask(url, { isStreamed: true }), UpstreamAnswerInvalid)
    }
  })

  it('is held where it comes in parts, and holds its elements then', async () => {
    const url = await answering((_request, response) => {
      response.writeHead(200, { 'content-type': 'multipart/related; boundary=b' })
      const part = `--b\r\nContent-Type: text/xml\r\n\r\n${HEAD}${item(1)}${TAIL}\r\n--b--\r\n`
      response.end(part)
    })
    const { numbers, body } = await ask(url, { isStreamed: true })
    assert.deepEqual([numbers.length, elementsOf(body).length], [0, 2])
  })

  it('is a fault where it holds one', async () => {
    const fault = writeFault({ version: '1.1', blame: 'service', reason: 'no' })
    const text = writeEnvelope({ version: '1.1', headers: [], body: fault }).toString()
    const url = await answering((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/xml' }).end(text)
    })
    await assert.rejects(ask(url, { isStreamed: true }), SoapFault)
  })
})
