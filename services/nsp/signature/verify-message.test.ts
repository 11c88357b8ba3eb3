import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { SignedXml } from 'xml-crypto'
import type { KeyPair } from '../../kit/certificate-authority.ts'
import { writeAddressing } from '../soap/addressing.ts'
import { writeEnvelope } from '../soap/envelope.ts'
import { NS } from '../soap/namespaces.ts'
import { NOW, testKeys } from '../test/keys.ts'
import { textOf } from '../xml/element.ts'
import { rootOf } from '../xml/parse.ts'
import { XmlText, xml } from '../xml/template.ts'
import { ALGORITHMS, EXCLUSIVE } from './algorithms.ts'
import { SignatureInvalid } from './errors.ts'
import { signMessage } from './sign-message.ts'
import { verifyMessage } from './verify-message.ts'

const SECURITY = xml`<wsse:Security xmlns:wsse="${NS.wsse}" xmlns:wsu="${NS.wsu}"><wsu:Timestamp wsu:Id="ts"><wsu:Created>2031-05-06T10:00:00Z</wsu:Created></wsu:Timestamp></wsse:Security>`
const IDS = { action: 'action', messageId: 'messageID' }
const PARTS = ['body', 'ts', 'messageID', 'action']
const ENVELOPE = writeEnvelope({
  version: '1.1',
  headers: [SECURITY, ...writeAddressing({ action: 'urn:ask', messageId: 'urn:uuid:1' }, IDS)],
  ...{ body: xml`<ask xmlns="urn:ask">for Anna</ask>`, bodyId: 'body' },
})

let keys: Awaited<ReturnType<typeof testKeys>>
let caller: KeyPair
let signed: string

before(async () => {
  keys = await testKeys()
  caller = await keys.issue('caller')
  signed = sign(PARTS)
})

const sign = (parts: readonly string[], envelope = ENVELOPE) =>
  signMessage(envelope, { signingKey: caller, algorithm: 'rsa-sha256', parts }).toString()

const verify = (text: string) =>
  verifyMessage(rootOf(text), {
    signer: { by: 'authorities', authorities: keys.authorities, now: NOW },
  })

const refuses = (text: string, state: RegExp) => {
  assert.notEqual(text, signed, 'nothing was changed')
  assert.throws(
    () => verify(text),
    (error) => error instanceof SignatureInvalid && state.test(error.message),
  )
}

const part = (name: string) => new RegExp(`<${name}[ >].*</${name}>`).exec(signed)?.[0] ?? ''

describe('verifyMessage()', () => {
  it('gives the parts as they were signed', () => {
    const message = verify(signed)
    assert.equal(textOf(message.action), 'urn:ask')
    assert.equal(textOf(message.messageId), 'urn:uuid:1')
    assert.equal(textOf(message.timestamp), '2031-05-06T10:00:00Z')
    assert.equal(textOf(message.body), 'for Anna')
    assert.equal(message.coversToken, false)
  })

  it('agrees with SignedXml, both ways', () => {
    const library = new SignedXml({ publicCert: caller.certificate })
    library.loadSignature(part('ds:Signature'))
    assert.equal(library.checkSignature(signed), true)
    assert.equal(library.getSignedReferences().length, 4)
    const theirs = new SignedXml({
      ...{ privateKey: caller.key, publicCert: caller.certificate, idMode: 'wssecurity' },
      signatureAlgorithm: ALGORITHMS['rsa-sha256'].signature,
      canonicalizationAlgorithm: EXCLUSIVE,
    })
    for (const id of PARTS)
      theirs.addReference({
        ...{ xpath: `//*[@*[local-name(.)='Id']='${id}']`, transforms: [EXCLUSIVE] },
        digestAlgorithm: ALGORITHMS['rsa-sha256'].digest,
      })
    theirs.computeSignature(ENVELOPE.toString(), {
      location: { reference: "//*[local-name(.)='Security']", action: 'append' },
    })
    assert.equal(textOf(verify(theirs.getSignedXml()).body), 'for Anna')
  })

  it('refuses a change of any part', () => {
    refuses(signed.replace('Anna', 'Bent'), /has been changed/)
    refuses(signed.replace('>urn:ask<', '>urn:tell<'), /has been changed/)
    refuses(signed.replace('urn:uuid:1<', 'urn:uuid:2<'), /has been changed/)
    refuses(signed.replace('10:00:00Z', '11:00:00Z'), /has been changed/)
  })

  it('refuses digests of a change, and the value of another message', () => {
    const forged = sign(PARTS, XmlText.of(ENVELOPE.toString().replace('Anna', 'Bent')))
    const value = /<ds:SignatureValue>[^<]*/
    refuses(forged.replace(value, value.exec(signed)?.[0] ?? ''), /its value is not that/)
  })

  it('refuses a signature that leaves out a part', () => {
    for (const left of PARTS) refuses(sign(PARTS.filter((id) => id !== left)), /leaves out a part/)
  })

  it('refuses a body that has been moved into a header for another', () => {
    const body = part('soap:Body')
    const forged = body.replace('Anna', 'Bent')
    const moved = (other: string) =>
      signed
        .replace(body, other)
        .replace('</soap:Header>', `<x:Wrap xmlns:x="urn:x">${body}</x:Wrap></soap:Header>`)
    refuses(moved(forged), /several times/)
    refuses(moved(forged.replace('wsu:Id="body"', 'wsu:Id="other"')), /something elsewhere/)
    refuses(moved(forged.replace('wsu:Id="body"', 'ID="body"')), /several times/)
    refuses(moved(forged.replace(' wsu:Id="body"', '')), /something elsewhere/)
  })

  it('refuses a signed body as a header beside another body', () => {
    const body = part('soap:Body')
    const other = body.replace('Anna', 'Bent').replace('"body"', '"other"')
    const moved = signed.replace(body, other).replace('</soap:Header>', `${body}</soap:Header>`)
    refuses(moved, /leaves out a part/)
  })

  it('refuses a timestamp that has been moved out of the security header for another', () => {
    const timestamp = part('wsu:Timestamp')
    const other = timestamp.replace('10:00', '11:00').replace('"ts"', '"other"')
    const old = timestamp.replace('<wsu:Timestamp', `<wsu:Timestamp xmlns:wsu="${NS.wsu}"`)
    const moved = signed.replace(timestamp, other).replace('</soap:Header>', `${old}</soap:Header>`)
    refuses(moved, /leaves out a part/)
  })

  it('refuses two of what there is one of', () => {
    for (const name of ['soap:Body', 'soap:Header', 'wsse:Security', 'ds:Signature', 'wsa:Action'])
      refuses(signed.replace(part(name), part(name).repeat(2)), /several|form is not known/)
  })

  it('refuses the same part twice, and a part without an id', () => {
    refuses(sign([...PARTS, 'ts']), /several times/)
    refuses(signed.replace(' wsu:Id="action"', ''), /something elsewhere/)
  })

  it('refuses a message without a signature, a security header or a header', () => {
    refuses(signed.replace(part('ds:Signature'), ''), /there is none/)
    refuses(signed.replace(part('wsse:Security'), ''), /form is not known/)
    refuses(signed.replace(part('soap:Header'), ''), /form is not known/)
  })
})

describe('signMessage()', () => {
  it('leaves the message as it was, but for the signature', () => {
    assert.equal(signed.replace(part('ds:Signature'), ''), ENVELOPE.toString())
  })

  it('finds its place beside whatever looks like the end of it', () => {
    const text = '</wsse:Security></wsse:Security >'
    const body = XmlText.of(
      `<ask xmlns="urn:ask"><![CDATA[${text}]]><!-- </wsse:Security> --></ask>`,
    )
    const message = writeEnvelope({
      version: '1.1',
      headers: [SECURITY, ...writeAddressing({ action: 'urn:ask', messageId: 'urn:uuid:1' }, IDS)],
      ...{ body, bodyId: 'body' },
    })
    assert.equal(textOf(verify(sign(PARTS, message)).body), text)
  })

  it('refuses to sign what is not there', () => {
    assert.throws(() => sign(['nothing']), /not there/)
  })
})
