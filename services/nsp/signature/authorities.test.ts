import 'reflect-metadata'
import assert from 'node:assert/strict'
import { createPrivateKey } from 'node:crypto'
import { before, describe, it } from 'node:test'
import { X509Certificate as PeculiarCertificate, X509CertificateGenerator } from '@peculiar/x509'
import { certificateAuthority } from '../../kit/certificate-authority.ts'
import { base64Of, NOW, testKeys } from '../test/keys.ts'
import { Authorities } from './authorities.ts'
import { SignatureInvalid } from './errors.ts'

let keys: Awaited<ReturnType<typeof testKeys>>

before(async () => {
  keys = await testKeys()
})

const at = (hours: number, minutes = 0) => new Date(NOW.getTime() + (hours * 60 + minutes) * 60_000)

const refuses = (text: string, state: RegExp, { by = keys.authorities, now = NOW } = {}) =>
  assert.throws(
    () => by.vouchFor(text, now),
    (error) =>
      error instanceof SignatureInvalid &&
      error.about === 'certificate' &&
      state.test(error.message),
  )

describe('Authorities.vouchFor()', () => {
  it('vouches for whom one of them has issued, line breaks or not', async () => {
    const text = base64Of((await keys.issue('Anna')).certificate)
    const broken = text.replace(/.{64}/g, '$&\n  ')
    assert.match(keys.authorities.vouchFor(broken, NOW).subject, /CN=Anna/)
    assert.equal(keys.authorities.vouchFor(text, NOW), keys.authorities.vouchFor(broken, NOW))
  })

  it('vouches for a certificate that is trusted by itself, and for no other of its issuer', async () => {
    const [pinned, other] = [await keys.issue('pinned'), await keys.issue('other')]
    const by = new Authorities([pinned.certificate])
    assert.match(by.vouchFor(base64Of(pinned.certificate), NOW).subject, /CN=pinned/)
    refuses(base64Of(other.certificate), /no authority/, { by })
  })

  it('refuses what a certificate that is trusted by itself has issued', async () => {
    const leaf = await keys.authority.issue({
      hosts: ['a.test'],
      notBefore: at(-1),
      notAfter: at(1),
    })
    const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const
    const pkcs8 = createPrivateKey(leaf.key).export({ type: 'pkcs8', format: 'der' })
    const issued = await X509CertificateGenerator.create({
      ...{ subject: 'CN=Anna', issuer: 'CN=a.test', notBefore: at(-1), notAfter: at(1) },
      publicKey: new PeculiarCertificate(leaf.certificate).publicKey,
      signingKey: await crypto.subtle.importKey('pkcs8', pkcs8, algorithm, false, ['sign']),
      signingAlgorithm: algorithm,
    })
    const by = new Authorities([leaf.certificate])
    refuses(base64Of(issued.toString('pem')), /no authority/, { by })
  })

  it('refuses one of an authority that goes by the same name', async () => {
    const impostor = await testKeys()
    refuses(base64Of((await impostor.issue('Anna')).certificate), /no authority/)
  })

  it('goes by the time of each call, give or take five minutes', async () => {
    const text = base64Of((await keys.issue('short', -1, 1)).certificate)
    for (const now of [at(-1, -4), NOW, at(1, 4)]) assert.ok(keys.authorities.vouchFor(text, now))
    refuses(text, /not valid yet/, { now: at(-1, -6) })
    refuses(text, /has run out/, { now: at(1, 6) })
  })

  it('refuses where the authority itself has run out', async () => {
    const text = base64Of((await keys.issue('late', 9_000, 9_100)).certificate)
    refuses(text, /has run out/, { now: at(9_001) })
  })

  it('refuses keys that are not of RSA', async () => {
    const curves = await certificateAuthority({ subject: 'CN=Kurver', keys: 'ecdsa' })
    const dates = { notBefore: at(-1), notAfter: at(1) }
    const { certificate } = await curves.issue({ hosts: [], subject: 'CN=E', ...dates })
    refuses(base64Of(certificate), /not RSA/, { by: new Authorities([curves.certificate]) })
  })

  it('refuses what is no certificate', () => {
    for (const text of ['', 'AAAA', '-----', 'A'.repeat(20_000)]) refuses(text, /cannot be read/)
  })
})
