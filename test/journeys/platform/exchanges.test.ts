import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { Secret } from '../../../services/kit/secret.ts'
import { signMessage } from '../../../services/nsp/signature/sign-message.ts'
import { writeEnvelope } from '../../../services/nsp/soap/envelope.ts'
import { CLAIM } from '../../../services/nsp/sts/messages/claims.ts'
import {
  type SentToken,
  writeExchangeRequest,
} from '../../../services/nsp/sts/messages/exchange-request.ts'
import { EXCHANGE_ACTION, SIGNED_PARTS } from '../../../services/nsp/sts/messages/names.ts'
import { XmlText } from '../../../services/nsp/xml/template.ts'
import { type PlayedPlatform, type Said, said, startPlayedPlatform } from './played-platform.ts'

let played: PlayedPlatform
const tokens = new Map<string, SentToken>()

before(async () => {
  played = await startPlayedPlatform()
  const { people, platform } = played
  const assertion = (of: Secret | XmlText): SentToken => {
    const text = of instanceof Secret ? of.reveal() : of.toString()
    return { kind: 'assertion', assertion: XmlText.of(text.replace(/^\s*<\?xml[^>]*\?>/, '')) }
  }
  const signal = AbortSignal.timeout(10_000)
  const wish = { acting: people.citizen, audience: 'https://audience.nspop.dk/dds' }
  const identity = await platform.exchanges.identityToken(wish, signal)
  tokens.set('a bootstrap token of staff', assertion(people.professional.bootstrapToken))
  tokens.set('a bootstrap token of a citizen', assertion(people.citizenBootstrap))
  tokens.set('a JWT of staff', { kind: 'jwt', jwt: people.professional.accessToken.reveal() })
  tokens.set('a JWT of a citizen', { kind: 'jwt', jwt: people.citizen.jwt.reveal() })
  tokens.set('an id card of a system', assertion(await played.systemCard()))
  tokens.set('an id card of staff', assertion(await played.userCard()))
  tokens.set('an identity token', assertion(identity.value.text))
  tokens.set('nothing', assertion(XmlText.of('')))
})
after(() => played[Symbol.asyncDispose]())

const OFFERED: Readonly<Record<string, string>> = {
  BST2SOSI: 'a bootstrap token of staff',
  Bst2Idws: 'a bootstrap token of a citizen',
  JWT2Idws: 'a JWT of a citizen',
}
const TOKENS = [
  ...['a bootstrap token of staff', 'a bootstrap token of a citizen', 'a JWT of staff'],
  ...['a JWT of a citizen', 'an id card of a system', 'an id card of staff', 'an identity token'],
  'nothing',
]
/** Those of the platform that are not played, its older path, and one that nobody has. */
const NOT_OFFERED = [
  ...['Sosi2OIOSaml', 'OIOSaml2Sosi', 'JWT2OIOSaml', 'DKNCPBST2EHDSIIdws'],
  ...['SecurityTokenService', 'Idws2Sosi'],
]

function messageWith(token: SentToken): string {
  const { system } = played.sandbox.profile
  const request = writeExchangeRequest({
    ...{ token, audience: 'https://audience.nspop.dk/dds', now: played.clock.now },
    claims: new Map([[CLAIM.systemName, system.systemName]]),
    messageId: `urn:uuid:${randomUUID()}`,
  })
  const signingKey = { certificate: system.certificate, key: system.key }
  const parts = Object.values(SIGNED_PARTS)
  const form = { signingKey, algorithm: 'rsa-sha256', parts } as const
  return signMessage(writeEnvelope(request), form).toString()
}

async function exchanged(path: string, kind: string): Promise<Said> {
  const url = new URL(`/sts/services/${path}`, played.sandbox.url)
  const headers = { 'content-type': 'text/xml; charset=utf-8', soapaction: `"${EXCHANGE_ACTION}"` }
  const body = messageWith(tokens.get(kind) ?? assert.fail(kind))
  return said(await fetch(url, { method: 'POST', headers, body }))
}

describe('the exchanges of the STS', () => {
  for (const [path, offered] of Object.entries(OFFERED)) {
    for (const kind of TOKENS) {
      it(`${path} ${kind === offered ? 'takes' : 'refuses'} ${kind}`, async () => {
        const { status, text, code } = await exchanged(path, kind)
        assert.equal(status, 200)
        assert.equal(code === null, kind === offered, code ?? text)
        if (code !== null) assert.match(text, /<faultcode[^>]*>wst:\w+<\/faultcode>/)
      })
    }
  }

  it('takes no exchange where id cards are signed', async () => {
    for (const kind of TOKENS)
      assert.equal((await exchanged('NewSecurityTokenService', kind)).code, 'InvalidRequest', kind)
  })

  for (const path of NOT_OFFERED)
    it(`offers no ${path}`, async () => {
      for (const kind of TOKENS) {
        const { status, code } = await exchanged(path, kind)
        assert.deepEqual([status, code], [200, 'RequestFailed'], kind)
      }
    })
})
