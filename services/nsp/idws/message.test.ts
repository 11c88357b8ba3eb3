import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import type { KeyPair } from '../../kit/certificate-authority.ts'
import { SignatureInvalid } from '../signature/errors.ts'
import { signMessage } from '../signature/sign-message.ts'
import { tokenReference } from '../signature/token-reference.ts'
import { base64Of, NOW, testKeys } from '../test/keys.ts'
import { textOf } from '../xml/element.ts'
import { rootOf } from '../xml/parse.ts'
import { XmlText, xml } from '../xml/template.ts'
import { IdentityTokenRefused } from './errors.ts'
import type { IdentityToken } from './identity-token.ts'
import { readIdentityToken } from './identity-token-read.ts'
import { type IdentityTokenTrust, verifyIdentityToken } from './identity-token-verify.ts'
import { signIdentityToken, writeIdentityToken } from './identity-token-write.ts'
import { type IdwsMessage, writeIdwsMessage } from './message.ts'
import { verifyIdwsMessage } from './message-verify.ts'

const at = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000)

let keys: Awaited<ReturnType<typeof testKeys>>
let sts: KeyPair
let holder: KeyPair
let trust: IdentityTokenTrust

before(async () => {
  keys = await testKeys()
  sts = await keys.issue('STS')
  holder = await keys.issue('holder')
  const issuers = new Set(['PRØVE-STS'])
  trust = { authorities: keys.authorities, now: NOW, audience: 'urn:service', issuers }
})

const token = (more: Partial<IdentityToken> = {}): IdentityToken => ({
  ...{ id: '_token', issuer: 'PRØVE-STS', subject: { format: 'urn:format', name: 'Åse' } },
  ...{ holder: base64Of(holder.certificate), audience: 'urn:service' },
  ...{ issuedAt: NOW, notBefore: NOW, notOnOrAfter: at(5) },
  claims: {
    ...{ assuranceLevel: '3', cpr: '6101010000', cvr: null, authorisationCode: null },
    ...{ educationCode: null, itSystemName: 'Hub', givenName: 'Åse', surname: 'Bæk' },
    ...{ privileges: null, subjectRelations: 'PGEvPg==' },
  },
  ...more,
})

const message = (more: Partial<IdwsMessage> = {}) => {
  const shown = token()
  return writeIdwsMessage({
    ...{ version: '1.2', action: 'urn:ask', messageId: 'urn:uuid:1', created: NOW },
    ...{ token: { id: shown.id, text: signIdentityToken(shown, sts) }, signingKey: holder },
    body: xml`<ask xmlns="urn:ask">for Anna</ask>`,
    ...more,
  }).toString()
}

const refusesToken = (verify: () => unknown, about: IdentityTokenRefused['about']) =>
  assert.throws(verify, (error) => error instanceof IdentityTokenRefused && error.about === about)

const refusesMessage = (text: string, state: RegExp) =>
  assert.throws(
    () => verifyIdwsMessage(rootOf(text), trust),
    (error) => error instanceof SignatureInvalid && state.test(error.message),
  )

describe('writeIdentityToken()', () => {
  it('writes what readIdentityToken() reads', () => {
    assert.deepEqual(readIdentityToken(rootOf(writeIdentityToken(token()).toString())), token())
  })
})

describe('verifyIdentityToken()', () => {
  const verify = (more: Partial<IdentityToken> = {}, now = NOW) =>
    verifyIdentityToken(rootOf(signIdentityToken(token(more), sts).toString()), { ...trust, now })

  it('gives the token and both certificates', () => {
    const verified = verify()
    assert.deepEqual(verified.token, token())
    assert.match(verified.certificate.subject, /CN=STS/)
    assert.match(verified.holder.subject, /CN=holder/)
  })

  it('tells what it refuses a token for', () => {
    refusesToken(() => verify({ audience: 'urn:other' }), 'audience')
    refusesToken(() => verify({ issuer: 'other' }), 'issuer')
    refusesToken(() => verify({}, at(10)), 'expired')
    refusesToken(() => verify({}, at(-6)), 'not-yet')
    assert.ok(verify({}, at(9)))
  })

  it('refuses one that no key confirms', () => {
    const text = writeIdentityToken(token()).toString().replace('cm:holder-of-key', 'cm:bearer')
    assert.throws(() => readIdentityToken(rootOf(text)), /confirmed by no key/)
  })

  it('refuses SHA-1', () => {
    const old = signIdentityToken(token(), sts, 'rsa-sha1').toString()
    assert.throws(() => verifyIdentityToken(rootOf(old), trust), /algorithm is not taken/)
  })
})

describe('verifyIdwsMessage()', () => {
  it('gives the message, the token and its holder, in either version of SOAP', () => {
    for (const version of ['1.1', '1.2'] as const) {
      const verified = verifyIdwsMessage(rootOf(message({ version })), trust)
      assert.equal(verified.action, 'urn:ask')
      assert.equal(verified.messageId, 'urn:uuid:1')
      assert.deepEqual(verified.created, NOW)
      assert.equal(textOf(verified.body), 'for Anna')
      assert.deepEqual(verified.token, token())
    }
  })

  it('takes the token wherever default namespaces are declared around it', () => {
    const around = message().replace('<soap:Envelope', '<soap:Envelope xmlns:other="urn:other"')
    assert.ok(verifyIdwsMessage(rootOf(around), trust))
  })

  it('refuses whoever shows the token of another', async () => {
    const thief = await keys.issue('thief')
    refusesMessage(message({ signingKey: thief }), /value is not that/)
  })

  it('refuses another token of the same holder in place of the one that was signed', () => {
    const other = signIdentityToken(token({ subject: { format: 'f', name: 'Bo' } }), sts).toString()
    const swapped = message().replace(/<saml:Assertion .*<\/saml:Assertion>/, other)
    refusesMessage(swapped, /has been changed/)
  })

  it('refuses a signature that leaves out the token', () => {
    const unsigned = XmlText.of(
      message().replace(/<ds:Signature [^>]*>(?!.*<ds:Signature ).*<\/ds:Signature>/, ''),
    )
    const parts = ['action', 'messageID', 'ts', 'body']
    const keyInfo = tokenReference('_token')
    const form = { signingKey: holder, algorithm: 'rsa-sha256', keyInfo, parts } as const
    refusesMessage(signMessage(unsigned, form).toString(), /leaves out the token/)
  })

  it('refuses a second token beside the first, and none', () => {
    const assertion = /<saml:Assertion .*<\/saml:Assertion>/
    refusesToken(
      () => verifyIdwsMessage(rootOf(message().replace(assertion, '$&$&')), trust),
      'form',
    )
    refusesToken(() => verifyIdwsMessage(rootOf(message().replace(assertion, '')), trust), 'form')
  })

  it('refuses a changed body', () => {
    refusesMessage(message().replace('Anna', 'Bent'), /has been changed/)
  })

  it('refuses a signature whose key is named by another token', () => {
    const [, named = ''] =
      /<ds:KeyInfo>(<wsse:SecurityTokenReference.*?<\/wsse:SecurityTokenReference>)/.exec(
        message(),
      ) ?? []
    assert.notEqual(named, '')
    refusesMessage(
      message().replace(named, tokenReference('_other').toString()),
      /another token than the one shown/,
    )
  })

  it('refuses a message that is older or newer than five minutes', () => {
    for (const created of [at(-6), at(6)])
      refusesToken(() => verifyIdwsMessage(rootOf(message({ created })), trust), 'expired')
    assert.ok(verifyIdwsMessage(rootOf(message({ created: at(-4) })), trust))
  })
})
