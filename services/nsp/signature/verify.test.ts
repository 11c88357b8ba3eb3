import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { before, describe, it } from 'node:test'
import { SignedXml } from 'xml-crypto'
import type { KeyPair } from '../../kit/certificate-authority.ts'
import { base64Of, NOW, testKeys } from '../test/keys.ts'
import { needed, textOf } from '../xml/element.ts'
import { rootOf, type XmlElement } from '../xml/parse.ts'
import { xml } from '../xml/template.ts'
import { ALGORITHMS, DS, ENVELOPED, EXCLUSIVE, type SignatureAlgorithm } from './algorithms.ts'
import { canonical } from './canonical.ts'
import { SignatureInvalid } from './errors.ts'
import { signEnveloped } from './sign.ts'
import { verifyEnveloped } from './verify.ts'
import { writeSignature } from './write-signature.ts'

const CARD = xml`<c:card xmlns:c="urn:card" id="IDCard"><c:Issuer>STS</c:Issuer><c:role>nurse</c:role></c:card>`
const ROLE = { ns: 'urn:card', name: 'role' }

let keys: Awaited<ReturnType<typeof testKeys>>
let sts: KeyPair
let signed: string

before(async () => {
  keys = await testKeys()
  sts = await keys.issue('STS')
  signed = signEnveloped(CARD, { signingKey: sts, algorithm: 'rsa-sha256' }).toString()
})

const verify = (element: XmlElement | string, algorithms?: readonly SignatureAlgorithm[]) =>
  verifyEnveloped(typeof element === 'string' ? rootOf(element) : element, {
    signer: { by: 'authorities', authorities: keys.authorities, now: NOW },
    ...(algorithms && { algorithms }),
  })

const refuses = (element: XmlElement | string, state: RegExp) =>
  assert.throws(
    () => verify(element),
    (error) => error instanceof SignatureInvalid && state.test(error.message),
  )

const signature = () => /<ds:Signature.*<\/ds:Signature>/.exec(signed)?.[0] ?? ''

/** Signs what stands in a signature anew, so that only its form is wrong. */
function resigned(change: (info: string) => string): string {
  const info = /<ds:SignedInfo>.*<\/ds:SignedInfo>/.exec(signed)?.[0] ?? ''
  const changed = change(info)
  assert.notEqual(changed, info, 'nothing was changed')
  const standalone = changed.replace('<ds:SignedInfo', `<ds:SignedInfo xmlns:ds="${DS}"`)
  const signer = new SignedXml({ privateKey: sts.key })
  const [RsaSha256] = [signer.SignatureAlgorithms[ALGORITHMS['rsa-sha256'].signature]]
  assert.ok(RsaSha256)
  const value = new RsaSha256().getSignature(canonical(rootOf(standalone)), sts.key)
  return signed
    .replace(info, changed)
    .replace(/<ds:SignatureValue>[^<]*/, `<ds:SignatureValue>${value}`)
}

describe('verifyEnveloped()', () => {
  it('gives what was signed, without the signature', () => {
    const { element, certificate, algorithm } = verify(signed)
    assert.equal(element.toString(), CARD.toString())
    assert.equal(certificate.raw.toString('base64'), base64Of(sts.certificate))
    assert.equal(algorithm, 'rsa-sha256')
  })

  it('takes the signature wherever it stands in the element, and whatever is around that', () => {
    const form = { signingKey: sts, algorithm: 'rsa-sha256', after: 'Issuer' } as const
    const text = signEnveloped(CARD, form).toString()
    assert.match(text, /<\/c:Issuer><ds:Signature/)
    const around = rootOf(`<x:a xmlns:x="urn:x" xmlns="urn:d"> <x:b>${text}</x:b></x:a>`)
    const card = needed(around, { ns: 'urn:x', name: 'b' }, { ns: 'urn:card', name: 'card' })
    assert.equal(textOf(needed(verify(card).element, ROLE)), 'nurse')
  })

  it('takes SHA-1 where it is told to, and nowhere else', () => {
    const old = signEnveloped(CARD, { signingKey: sts, algorithm: 'rsa-sha1' }).toString()
    assert.equal(verify(old, ['rsa-sha256', 'rsa-sha1']).algorithm, 'rsa-sha1')
    refuses(old, /algorithm is not taken/)
  })

  it('agrees with SignedXml, both ways', () => {
    const library = new SignedXml({ publicCert: sts.certificate })
    library.loadSignature(signature())
    assert.equal(library.checkSignature(signed), true)
    assert.deepEqual(library.getSignedReferences(), [canonical(verify(signed).element)])
    const theirs = new SignedXml({
      ...{ privateKey: sts.key, publicCert: sts.certificate },
      signatureAlgorithm: ALGORITHMS['rsa-sha256'].signature,
      canonicalizationAlgorithm: EXCLUSIVE,
    })
    theirs.addReference({
      ...{ xpath: '/*', transforms: [ENVELOPED, EXCLUSIVE] },
      digestAlgorithm: ALGORITHMS['rsa-sha256'].digest,
    })
    theirs.computeSignature(CARD.toString(), { prefix: 'ds' })
    assert.equal(verify(theirs.getSignedXml()).element.toString(), CARD.toString())
  })
})

describe('verifyEnveloped() against whoever wraps or changes', () => {
  it('refuses a changed value, a changed attribute and another element put in', () => {
    refuses(signed.replace('nurse', 'doctor'), /has been changed/)
    refuses(signed.replace('<c:role>', '<c:role a="b">'), /has been changed/)
    refuses(signed.replace('<c:role>', '<c:role>doctor</c:role><c:role>'), /has been changed/)
  })

  it('refuses a forged element that has the signed one inside', () => {
    const forged = `<c:card xmlns:c="urn:card" id="IDCard"><c:role>doctor</c:role>${signed}</c:card>`
    refuses(forged, /there is none/)
  })

  it('refuses a forged element with the signature in it and the signed one inside of that', () => {
    const original = CARD.toString()
    const wrapped = signature().replace(
      '</ds:Signature>',
      `<ds:Object>${original}</ds:Object></ds:Signature>`,
    )
    for (const id of ['IDCard', 'other']) {
      const forged = `<c:card xmlns:c="urn:card" id="${id}"><c:role>doctor</c:role>${wrapped}</c:card>`
      refuses(forged, id === 'IDCard' ? /several times/ : /covers something else/)
    }
  })

  it('refuses a signed element that has been moved aside for another of the same id', () => {
    for (const name of ['id', 'ID', 'Id', 'xml:id', 'w:Id']) {
      const forged = `<c:card xmlns:c="urn:card" xmlns:w="urn:w" ${name}="IDCard"/>`
      const envelope = rootOf(`<e><aside>${signed}</aside>${forged}</e>`)
      const aside = needed(envelope, { ns: null, name: 'aside' }, { ns: 'urn:card', name: 'card' })
      refuses(aside, /several times/)
    }
  })

  it('refuses a signature that refers to another element, to the whole, or outside', () => {
    refuses(
      resigned((info) => info.replace('"#IDCard"', '"#other"')),
      /covers something else/,
    )
    for (const uri of ['', '#xpointer(/)', 'http://127.0.0.1/card.xml', 'IDCard', "#IDCard'"]) {
      refuses(
        resigned((info) => info.replace('"#IDCard"', `"${uri}"`)),
        /not an element of the message/,
      )
    }
    refuses(
      resigned((info) => info.replace(' URI="#IDCard"', '')),
      /not an element of the message/,
    )
  })

  it('refuses several references, and none', () => {
    const one = /<ds:Reference.*<\/ds:Reference>/
    refuses(
      resigned((info) => info.replace(one, '$&$&')),
      /covers something else/,
    )
    refuses(
      resigned((info) => info.replace(one, '')),
      /refers to nothing/,
    )
  })

  it('refuses an element without an id, or with two', () => {
    refuses(signed.replace(' id="IDCard"', ''), /not one id/)
    refuses(signed.replace(' id="IDCard"', ' id="IDCard" ID="other"'), /not one id/)
  })

  it('refuses two signatures, and none', () => {
    refuses(signed.replace(signature(), signature().repeat(2)), /there are several/)
    refuses(CARD.toString(), /there is none/)
  })

  it('refuses two of what a signature has one of', () => {
    for (const name of ['SignedInfo', 'SignatureValue', 'KeyInfo']) {
      const part = new RegExp(`<ds:${name}>.*</ds:${name}>`)
      refuses(signed.replace(part, '$&$&'), /form is not known/)
    }
    refuses(
      resigned((info) => info.replace(/<ds:DigestValue>.*<\/ds:DigestValue>/, '$&$&')),
      /form is not known/,
    )
  })

  it('reads text with a comment in it as it was signed: whole', () => {
    const split = signed.replace('nurse', 'nur<!-- -->se')
    assert.equal(textOf(needed(verify(split).element, ROLE)), 'nurse')
    assert.equal(needed(verify(split).element, ROLE).childNodes.length, 1)
  })

  it('leaves out what canonical XML does not cover', () => {
    const added = signed.replace('<c:role>', '<c:role xmlnsrole="doctor">')
    const { element } = verify(added)
    assert.equal(needed(element, ROLE).attributes.length, 0)
  })

  it('refuses a digest with a comment for another digest', () => {
    const digest = /<ds:DigestValue>([^<]*)/.exec(signed)?.[1] ?? ''
    const forged = signed
      .replace('nurse', 'doctor')
      .replace(digest, `<!--${Buffer.alloc(32).toString('base64')}-->${digest}`)
    refuses(forged, /has been changed/)
  })
})

describe('verifyEnveloped() against algorithms and keys', () => {
  it('refuses algorithms that are not listed', () => {
    const { signature, digest } = ALGORITHMS['rsa-sha256']
    const others: readonly (readonly [was: string, is: string, state: RegExp])[] = [
      [signature, 'http://www.w3.org/2000/09/xmldsig#hmac-sha1', /algorithm is not taken/],
      [signature, 'http://www.w3.org/2000/09/xmldsig#rsa-sha1', /algorithm is not taken/],
      [signature, 'http://www.w3.org/2001/04/xmldsig-more#rsa-md5', /algorithm is not taken/],
      [digest, 'http://www.w3.org/2000/09/xmldsig#sha1', /digest is not taken/],
      [digest, 'http://www.w3.org/2001/04/xmldsig-more#md5', /digest is not taken/],
    ]
    for (const [was, is, state] of others)
      refuses(
        resigned((info) => info.replace(was, is)),
        state,
      )
  })

  it('refuses canonicalisations and transforms that are not listed', () => {
    const transforms = /<ds:Transforms>.*<\/ds:Transforms>/
    const transform = (name: string) => `<ds:Transform Algorithm="${name}"/>`
    const list = (...names: string[]) =>
      `<ds:Transforms>${names.map(transform).join('')}</ds:Transforms>`
    const others = [
      list(ENVELOPED, 'http://www.w3.org/TR/1999/REC-xslt-19991116'),
      list(ENVELOPED, 'http://www.w3.org/TR/1999/REC-xpath-19991116', EXCLUSIVE),
      list(ENVELOPED, `${EXCLUSIVE}WithComments`),
      list(EXCLUSIVE, ENVELOPED),
      list(ENVELOPED),
      list(EXCLUSIVE),
      list(),
    ]
    for (const other of others)
      refuses(
        resigned((info) => info.replace(transforms, other)),
        /transforms are not taken/,
      )
    for (const other of ['http://www.w3.org/TR/2001/REC-xml-c14n-20010315', 'urn:other'])
      refuses(
        resigned((info) =>
          info.replace(`Method Algorithm="${EXCLUSIVE}"`, `Method Algorithm="${other}"`),
        ),
        /canonicalisation is not taken/,
      )
  })

  it('refuses parameters of methods, such as prefixes and the length of an HMAC', () => {
    const prefixes = `<i:InclusiveNamespaces xmlns:i="${EXCLUSIVE}" PrefixList="c"/>`
    refuses(
      resigned((info) =>
        info.replace(
          /(<ds:CanonicalizationMethod[^/]*[^>]*)\/>/,
          `$1>${prefixes}</ds:CanonicalizationMethod>`,
        ),
      ),
      /has parameters/,
    )
    refuses(
      resigned((info) =>
        info.replace(
          /(<ds:SignatureMethod [^>]*)\/>/,
          '$1><ds:HMACOutputLength>1</ds:HMACOutputLength></ds:SignatureMethod>',
        ),
      ),
      /has parameters/,
    )
    const last = new RegExp(`(<ds:Transform Algorithm="${EXCLUSIVE}")/>`)
    refuses(
      resigned((info) => info.replace(last, `$1>${prefixes}</ds:Transform>`)),
      /lacks parameters, or has some/,
    )
  })

  it('refuses an HMAC made with the certificate as its key', () => {
    const hmac = 'http://www.w3.org/2000/09/xmldsig#hmac-sha1'
    const forged = signed.replace(ALGORITHMS['rsa-sha256'].signature, hmac)
    const value = createHmac('sha1', sts.certificate).update('anything').digest('base64')
    refuses(
      forged.replace(/<ds:SignatureValue>[^<]*/, `<ds:SignatureValue>${value}`),
      /algorithm is not taken/,
    )
  })

  it('refuses a value that another key made, and one that is empty', async () => {
    const other = await keys.issue('other')
    const swapped = signed.replace(base64Of(sts.certificate), base64Of(other.certificate))
    refuses(swapped, /value is not that/)
    refuses(signed.replace(/<ds:SignatureValue>[^<]*/, '<ds:SignatureValue>'), /not base64/)
  })

  it('refuses a key that nobody vouches for, a bare key, and none', async () => {
    const stranger = await (await testKeys()).issue('STS')
    const form = { signingKey: stranger, algorithm: 'rsa-sha256' } as const
    refuses(signEnveloped(CARD, form).toString(), /no authority/)
    const keyInfo = xml`<ds:KeyValue><ds:RSAKeyValue><ds:Modulus>AQAB</ds:Modulus></ds:RSAKeyValue></ds:KeyValue>`
    const root = rootOf(CARD.toString())
    const thing = { id: 'IDCard', canonical: canonical(root), transforms: [ENVELOPED, EXCLUSIVE] }
    const bare = writeSignature([thing], { ...form, signingKey: sts, keyInfo }).toString()
    refuses(CARD.toString().replace('</c:card>', `${bare}</c:card>`), /does not name its cert/)
    refuses(signed.replace(/<ds:KeyInfo>.*<\/ds:KeyInfo>/, ''), /does not name its cert/)
  })

  it('refuses several certificates', () => {
    refuses(signed.replace(/<ds:X509Certificate>.*<\/ds:X509Certificate>/, '$&$&'), /several cert/)
  })
})
