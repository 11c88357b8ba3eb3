import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { readEnvelope } from '../../nsp/soap/envelope.ts'
import { writeIdCardRequest } from '../../nsp/sts/messages/id-card-request.ts'
import { EXCHANGE_ACTION, ID_CARD_ACTION } from '../../nsp/sts/messages/names.ts'
import { bootstrapOf, exchangeMessage, refusedWith, startSts, systemCard } from './sts-harness.ts'

type Sts = Awaited<ReturnType<typeof startSts>>

const PATHS = ['NewSecurityTokenService', 'BST2SOSI', 'Bst2Idws', 'JWT2Idws'] as const
const EMPTY =
  '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><a/></s:Body></s:Envelope>'
const DOCTYPE = `<!DOCTYPE a [<!ENTITY b "c">]>${EMPTY.replace('<a/>', '<a>&b;</a>')}`

const MALFORMED: readonly (readonly [what: string, message: string, action: string])[] = [
  ['no XML', 'not XML', ID_CARD_ACTION],
  ['nothing', '', ID_CARD_ACTION],
  ['a document type', DOCTYPE, EXCHANGE_ACTION],
  ['XML that is no SOAP', '<a/>', EXCHANGE_ACTION],
  ['a body that is nobody’s', EMPTY, EXCHANGE_ACTION],
  ['a body of the other kind', EMPTY, ID_CARD_ACTION],
  ['an unknown SOAPAction', EMPTY, 'urn:nothing'],
  ['no SOAPAction', EMPTY, ''],
]

describe('stsServices() what it cannot read', () => {
  let sts: Sts
  before(async () => {
    sts = await startSts()
  })
  after(() => sts[Symbol.asyncDispose]())

  for (const path of PATHS) {
    for (const [what, message, action] of MALFORMED) {
      it(`${path} answers ${what} as InvalidRequest, with HTTP 200`, async () =>
        assert.equal(refusedWith(await sts.ask(path, message, action)), 'InvalidRequest'))
    }

    it(`${path} answers a GET, and SOAP 1.2, as InvalidRequest`, async () => {
      const url = new URL(`/sts/services/${path}`, sts.server.url)
      const newer = EMPTY.replace(
        'http://schemas.xmlsoap.org/soap/envelope/',
        'http://www.w3.org/2003/05/soap-envelope',
      )
      const headers = { 'content-type': 'application/soap+xml; charset=utf-8' }
      for (const response of [
        await fetch(url),
        await fetch(url, { method: 'POST', headers, body: newer }),
      ]) {
        const text = await response.text()
        assert.equal(response.status, 200)
        assert.match(text, /wst:InvalidRequest/)
        assert.ok(readEnvelope(text).body)
      }
    })
  }
})

describe('stsServices() what clients say to HTTP', () => {
  let sts: Sts
  before(async () => {
    sts = await startSts()
  })
  after(() => sts[Symbol.asyncDispose]())

  it('takes the SOAPAction "Issue" beside the wsa:Action of WS-Trust', async () => {
    const token = bootstrapOf(sts.keys, 'doctor')
    const message = exchangeMessage({ path: 'BST2SOSI', token }, sts.keys, sts.clock.now)
    for (const action of ['Issue', EXCHANGE_ACTION, '']) {
      const { text } = await sts.ask('BST2SOSI', message, action)
      assert.match(text, /RequestSecurityTokenResponseCollection/, action)
      assert.match(text, /IDCard/, action)
    }
  })

  it('refuses a SOAPAction that names something else than wsa:Action', async () => {
    const token = bootstrapOf(sts.keys, 'doctor')
    const message = exchangeMessage({ path: 'BST2SOSI', token }, sts.keys, sts.clock.now)
    for (const action of [ID_CARD_ACTION, `${EXCHANGE_ACTION}/`, 'issue'])
      assert.equal(refusedWith(await sts.ask('BST2SOSI', message, action)), 'InvalidRequest')
  })

  it('refuses a wsa:Action that was changed to agree with SOAPAction', async () => {
    const token = bootstrapOf(sts.keys, 'doctor')
    const afterSigning = (text: string) => text.replace(`>${EXCHANGE_ACTION}<`, '>Issue<')
    const wish = { path: 'BST2SOSI', token, afterSigning } as const
    const message = exchangeMessage(wish, sts.keys, sts.clock.now)
    assert.equal(refusedWith(await sts.ask('BST2SOSI', message, 'Issue')), 'InvalidSecurityToken')
  })

  it('signs an id card under either SOAPAction', async () => {
    const { hub } = sts.keys
    const card = writeIdCardRequest({ card: systemCard(hub), issuer: 'A', now: sts.clock.now })
    for (const action of [ID_CARD_ACTION, 'Issue'])
      assert.match(
        (await sts.ask('NewSecurityTokenService', card.toString(), action)).text,
        /SANDBOX-STS/,
      )
  })
})
