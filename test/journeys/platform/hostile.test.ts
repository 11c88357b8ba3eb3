import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { NOBODY } from '../../../infra/probe/people.ts'
import { questionsAbout } from '../../../infra/probe/questions.ts'
import { isKnownError } from '../../../services/kit/errors.ts'
import { EXCHANGE_ACTION } from '../../../services/nsp/sts/messages/names.ts'
import { type PlayedPlatform, said, startPlayedPlatform } from './played-platform.ts'

let played: PlayedPlatform

before(async () => {
  played = await startPlayedPlatform()
})
after(() => played[Symbol.asyncDispose]())

const SOAP11 = 'http://schemas.xmlsoap.org/soap/envelope/'
const around = (inside: string) =>
  `<s:Envelope xmlns:s="${SOAP11}"><s:Body><a>${inside}</a></s:Body></s:Envelope>`
const LAUGHS = `<!DOCTYPE a [<!ENTITY b "cccc">${'<!ENTITY d "&b;&b;&b;">'.repeat(20)}]>`
const OUTSIDE = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>'
const multipart = (parts: string) => `--b\r\n${parts}`
const SIX = 1_000_000

/** Things that are no message and would like to be read. */
const HOSTILE: Readonly<Record<string, string | Buffer>> = {
  'entities that grow': `${LAUGHS}${around('&d;')}`,
  'an entity of a file': `${OUTSIDE}${around('&b;')}`,
  'an instruction': `<?xml-stylesheet href="http://127.0.0.1:9/"?>${around('')}`,
  'an entity that nobody declares': around('&nbsp;'),
  'depth without end': around('<b>'.repeat(100_000)),
  'depth with an end': around(`${'<b>'.repeat(5_000)}${'</b>'.repeat(5_000)}`),
  'attributes without end': around(
    `<b ${Array.from({ length: 200_000 }, (_, i) => `c${i}="d"`).join(' ')}/>`,
  ),
  'the same attribute twice': around('<b c="d" c="e"/>'),
  'more bytes than a message has': around('x'.repeat(17 * SIX)),
  'another encoding': Buffer.from(around(''), 'utf16le'),
  'bytes that are no text': Buffer.concat([Buffer.from('<a>'), Buffer.from([0xff, 0xfe, 0xc0])]),
  'a character that XML does not have': around('\u0000'),
  'two roots': `${around('')}${around('')}`,
  'two bodies': around('').replace('</s:Envelope>', '<s:Body><a/></s:Body></s:Envelope>'),
  'a prefix that nobody binds': around('<b:c/>'),
  'half a message': around('').slice(0, -20),
  'multipart without an end': multipart('Content-ID: <a>\r\n\r\n<a/>'),
  'multipart with a part that has no head': multipart('x'.repeat(20_000)),
}

async function post(path: string, body: string | Buffer, action: string) {
  const headers = { 'content-type': 'text/xml; charset=utf-8', soapaction: `"${action}"` }
  const url = new URL(path, played.sandbox.url)
  return said(await fetch(url, { method: 'POST', headers, body: body as BodyInit }))
}

describe('hostile messages at every entrance of the sandbox', () => {
  const CPR = 'http://rep.oio.dk/medcom.sundcom.dk/xml/wsdl/2007/06/28/getPersonInformation'
  const ENTRANCES: Readonly<Record<string, readonly [path: string, action: string, code: string]>> =
    {
      'a service': ['/stamdata-cpr-ws/service/DetGodeCPROpslag-1.0.4', CPR, 'syntax_error'],
      'the decoupling component': ['/decoupling', CPR, 'syntax_error'],
      'the STS': ['/sts/services/NewSecurityTokenService', 'Issue', 'InvalidRequest'],
      'an exchange of the STS': ['/sts/services/JWT2Idws', EXCHANGE_ACTION, 'InvalidRequest'],
    }
  for (const [entrance, [path, action, code]] of Object.entries(ENTRANCES)) {
    for (const [what, body] of Object.entries(HOSTILE)) {
      it(`${entrance} refuses ${what}`, async () => {
        const startedAt = performance.now()
        const answered = await post(path, body, action)
        assert.equal(answered.code, code, answered.text)
        assert.ok(answered.text.length < 2_000, 'it says little of it')
        assert.ok(performance.now() - startedAt < 5_000)
      })
    }
  }

  it('goes on answering whoever asks in the right way', async () => {
    await played.platform.call(rightCall())
  })

  it('a repository refuses a part that is not there, and two of one name', async () => {
    const path = '/dros/iti41'
    const twice = ['one', 'one', 'one'].map((id) => `--b\r\nContent-ID: <${id}>\r\n\r\n${id}\r\n`)
    const type = 'multipart/related; type="application/xop+xml"; start-info="text/xml"; boundary=b'
    for (const body of [`${twice.join('')}--b--`, '--b--', twice.join('')]) {
      const headers = {
        'content-type': type,
        soapaction: '"urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-b"',
      }
      const url = new URL(path, played.sandbox.url)
      const { code } = await said(await fetch(url, { method: 'POST', headers, body }))
      assert.equal(code, 'syntax_error')
    }
  })
})

describe('hostile answers to the client', () => {
  for (const [what, body] of Object.entries(HOSTILE)) {
    for (const status of [200, 500]) {
      it(`are refused: ${what}, with HTTP ${status}`, async () => {
        await using server = await answering(status, body)
        const { services } = played.sandbox.profile
        const profile = {
          ...played.sandbox.profile,
          dcc: null,
          services: { ...services, cpr: server.url },
        }
        await using platform = played.opened({ profile })
        await assert.rejects(platform.call(rightCall()), (error) => {
          assert.ok(isKnownError(error), String(error))
          assert.match(error.code, /^UPSTREAM_ANSWER_INVALID$/)
          assert.ok(error.message.length < 300)
          return true
        })
      })
    }
  }
})

function rightCall() {
  const { action, body } = questionsAbout(NOBODY.cpr).cpr ?? assert.fail()
  return { service: 'cpr', action, body, acting: { kind: 'system' }, regarding: null } as const
}

async function answering(status: number, body: string | Buffer) {
  const server = createServer((request, response) => {
    request.resume()
    response.writeHead(status, { 'content-type': 'text/xml; charset=utf-8' }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`),
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
