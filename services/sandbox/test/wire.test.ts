import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import { withSharedData } from '../../../test/harness/shared-data.ts'
import { platformSchemas } from '../../../test/harness/xsd.ts'
import { checkReply, readDgwsHeader } from '../../nsp/dgws/header.ts'
import { headerOf, readEnvelope } from '../../nsp/soap/envelope.ts'
import { DgwsFault, StsFault } from '../../nsp/soap/errors.ts'
import { medcom, wsse } from '../../nsp/soap/namespaces.ts'
import type { SoapVersion } from '../../nsp/soap/version.ts'
import { ASK, codeOf, startWire } from './wire-harness.ts'

type Wire = Awaited<ReturnType<typeof startWire>>
const VERSIONS: readonly SoapVersion[] = ['1.1', '1.2']

describe('startPlatformServer()', () => {
  let wire: Wire
  before(async () => {
    wire = await startWire()
  })
  after(() => wire[Symbol.asyncDispose]())
  afterEach(() => wire.server.modes.clear())

  for (const version of VERSIONS) {
    it(`answers a message of SOAP ${version}, tied to it`, async () => {
      const header = { messageId: 'the message', flowId: 'the flow' }
      const { envelope, body } = await wire.post({ name: 'cpr', version, header })
      assert.equal(envelope.version, version)
      assert.equal(body.textContent, 'hello')
      checkReply(envelope, 'the message')
      assert.equal(readDgwsHeader(envelope)?.flowId, 'the flow')
    })

    it(`takes and gives attachments with SOAP ${version}`, async () => {
      const bytes = Buffer.from([0, 13, 10, 45, 45, 255])
      const sent = new Map([['a@b:c', { type: 'text/plain', bytes }]])
      const { attachments } = await wire.post({ name: 'cpr', version }, { attachments: sent })
      assert.deepEqual(attachments.get('a@b:c'), bytes)
    })

    it(`ties a fault of SOAP ${version} to its message`, async () => {
      const { text } = await wire.ask({
        ...{ name: 'cpr', version, said: 'fault', header: { messageId: 'm' } },
      })
      checkReply(readEnvelope(text), 'm')
      const failing = wire.post({ name: 'cpr', version, said: 'fault' })
      await assert.rejects(failing, (error) => {
        assert.ok(error instanceof DgwsFault)
        assert.deepEqual(
          [error.faultCode, error.faultString],
          ['processing_problem', 'no such list'],
        )
        return true
      })
    })
  }

  withSharedData('nsp/dgws/medcom.xsd', () => {
    it('replies with headers that the published schemas allow', async () => {
      const schemas = platformSchemas(['dgws/medcom.xsd', 'dgws/wsse.xsd'])
      const { envelope } = await wire.post({ name: 'cpr' })
      for (const name of [medcom('Header'), wsse('Security')]) {
        const header = headerOf(envelope, name)
        assert.ok(header)
        assert.deepEqual(await schemas.errorsIn(header), [])
      }
    })
  })

  it('answers a fault of the STS with HTTP 200, and lets it see who asks by itself', async () => {
    const { status } = await wire.ask({ name: 'sts-id-card', said: 'sts', card: null })
    assert.equal(status, 200)
    await assert.rejects(wire.post({ name: 'sts-id-card', said: 'sts', card: null }), (error) => {
      assert.ok(error instanceof StsFault)
      assert.equal(error.faultCode, 'ExpiredData')
      return true
    })
  })

  it('tells of a service by its pages', async () => {
    const page = async (path: string) => {
      const response = await fetch(new URL(path, wire.server.url))
      return { status: response.status, text: await response.text() }
    }
    for (const path of ['/brs?wsdl', '/brs?WSDL', '/brs?wsdl&version=20251030'])
      assert.match((await page(path)).text, /<definitions .*<service name="brs">/, path)
    assert.deepEqual(await page('/brs/status'), { status: 200, text: 'OK\n' })
    const { text } = await page('/brs/health')
    assert.deepEqual(JSON.parse(text), { status: 'UP', name: 'brs', version: 'sandbox' })
    assert.match(
      (await page('/cpr/dks')).text,
      /<name>cpr<\/name><action name="urn:test:Ask" serviceIdentifier="cpr"\/>/,
    )
    wire.server.modes.set('brs', { kind: 'broken', how: 'hang' })
    assert.equal((await page('/brs/status')).status, 503)
    assert.equal((await page('/nothing')).status, 404)
    assert.deepEqual(await page('/beside'), { status: 200, text: wire.server.url.href })
    assert.deepEqual(await page('/fut/metadata'), { status: 200, text: 'well' })
  })

  it('refuses a body that is too large without reading it', async () => {
    const response = await fetch(wire.server.addressOf('brs'), {
      ...{ method: 'POST', body: Buffer.alloc(33_554_433, 'a') },
    })
    assert.equal(response.status, 413)
  })

  it('addresses what it plays and nothing else', () => {
    assert.equal(wire.server.addressOf('brs').pathname, '/brs')
    assert.throws(() => wire.server.addressOf('fmk'), RangeError)
  })
})

describe('startPlatformServer() decoupling', () => {
  let wire: Wire
  before(async () => {
    wire = await startWire()
  })
  after(() => wire[Symbol.asyncDispose]())

  for (const version of VERSIONS) {
    it(`finds the service by identifier, with SOAP ${version}`, async () => {
      const dcc = { root: wire.server.dcc, identifier: 'cpr' }
      assert.equal((await wire.post({ name: 'cpr', version }, { dcc })).body.textContent, 'hello')
    })
  }

  it('finds the service by action, and by an alias of it', async () => {
    const http = { soapaction: '"Add_1"' }
    const { status } = await wire.ask({ name: 'minlog-registration', path: '/decoupling', http })
    assert.equal(status, 200)
    const dcc = { root: wire.server.dcc, identifier: null }
    await wire.post({ name: 'minlog-registration' }, { dcc, action: 'Add' })
  })

  it('finds the service by the target in the path, whatever its host is', async () => {
    const path = '/decoupling/http://elsewhere.example:8080/brs'
    assert.equal((await wire.ask({ name: 'brs', path })).status, 200)
    const none = await wire.ask({ name: 'brs', path: `${path}/more` })
    assert.equal(codeOf(none), 'processing_problem')
  })

  for (const [what, path, http, code] of [
    ['an unknown action', '/decoupling', { soapaction: 'urn:unknown' }, 'processing_problem'],
    ['an unknown identifier', '/decoupling/service/none', {}, 'processing_problem'],
    ['an action of several services', '/decoupling', { soapaction: ASK }, 'processing_problem'],
    ['no action', '/decoupling', { soapaction: '' }, 'missing_required_header'],
    ['another path', '/decoupling/elsewhere', {}, 'processing_problem'],
  ] as const) {
    it(`answers ${code} for ${what}`, async () => {
      const answered = await wire.ask({ name: 'brs', path, http })
      assert.equal(answered.status, 500)
      assert.equal(codeOf(answered), code)
    })
  }

  it('behaves as the service behind it is told to', async () => {
    wire.server.modes.set('brs', { kind: 'broken', how: 'error-500' })
    const { status, text } = await wire.ask({ name: 'brs', path: '/decoupling/http://a/brs' })
    assert.deepEqual([status, text.includes('<html>')], [500, true])
  })
})

describe('startPlatformServer() modes', () => {
  let wire: Wire
  before(async () => {
    wire = await startWire()
  })
  after(() => wire[Symbol.asyncDispose]())
  afterEach(() => wire.server.modes.clear())

  const put = (name: string, mode: unknown, method = 'PUT') =>
    fetch(new URL(`/modes/${name}`, wire.server.url), {
      ...{ method, body: typeof mode === 'string' ? mode : JSON.stringify(mode) },
    })

  for (const [how, code] of [
    ['error-500', 'UPSTREAM_ANSWER_INVALID'],
    ['cut', 'UPSTREAM_UNREACHABLE'],
    ['garbage', 'UPSTREAM_ANSWER_INVALID'],
    ['fault', 'DGWS_FAULT'],
  ]) {
    for (const version of VERSIONS) {
      it(`${how} is told as ${code}, in SOAP ${version}`, async () => {
        assert.equal((await put('cpr', { kind: 'broken', how })).status, 200)
        await assert.rejects(wire.post({ name: 'cpr', version }), { code })
        await wire.post({ name: 'mhd', version, card: wire.user })
      })
    }
  }

  it('hang never answers; who asks goes away by the signal', async () => {
    wire.server.modes.set('cpr', { kind: 'broken', how: 'hang' })
    const reason = new Error('enough')
    const controller = new AbortController()
    const asked = wire.post({ name: 'cpr' }, { signal: controller.signal })
    setTimeout(() => controller.abort(reason), 50)
    await assert.rejects(asked, reason)
  })

  it('slow answers rightly after a while, and keeps nobody who has gone', async () => {
    await put('cpr', { kind: 'slow', ms: 120 })
    const startedAt = performance.now()
    await wire.post({ name: 'cpr' })
    assert.ok(performance.now() - startedAt >= 115)
    const signal = AbortSignal.timeout(20)
    await assert.rejects(wire.post({ name: 'cpr' }, { signal }), { name: 'TimeoutError' })
  })

  it('holds what is plain HTTP as well', async () => {
    const at = new URL('/fut/x', wire.server.url)
    await put('fut-measurement', { kind: 'broken', how: 'error-500' })
    assert.equal((await fetch(at)).status, 500)
    await put('fut-measurement', { kind: 'slow', ms: 1 })
    assert.equal(await (await fetch(at)).text(), 'well')
  })

  it('is told, and tells, over HTTP', async () => {
    const all = async () => (await fetch(new URL('/modes', wire.server.url))).json()
    await put('cpr', { kind: 'broken', how: 'hang' })
    await put('brs', { kind: 'slow', ms: 5 })
    assert.deepEqual(await all(), {
      ...{ cpr: { kind: 'broken', how: 'hang' }, brs: { kind: 'slow', ms: 5 } },
    })
    await fetch(new URL('/modes/cpr', wire.server.url), { method: 'DELETE' })
    assert.deepEqual(Object.keys(await all()), ['brs'])
    await fetch(new URL('/modes', wire.server.url), { method: 'DELETE' })
    assert.deepEqual(await all(), {})
  })

  for (const [name, mode, status] of [
    ['unknown', { kind: 'well' }, 404],
    ['cpr', { kind: 'odd' }, 400],
    ['cpr', { kind: 'slow', ms: -1 }, 400],
    ['cpr', { kind: 'broken', how: 'odd' }, 400],
    ['cpr', '{', 400],
  ] as const) {
    it(`refuses ${JSON.stringify(mode)} for ${name}`, async () => {
      assert.equal((await put(name, mode)).status, status)
    })
  }

  it('refuses another method', async () => {
    assert.equal((await put('cpr', { kind: 'well' }, 'POST')).status, 405)
  })
})
