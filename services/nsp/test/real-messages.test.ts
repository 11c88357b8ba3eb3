import assert from 'node:assert/strict'
import { X509Certificate } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { withSharedData } from '../../../test/harness/shared-data.ts'
import { readIdCard } from '../dgws/id-card-read.ts'
import { readHsuid } from '../hsuid/hsuid-read.ts'
import { DS, ds } from '../signature/algorithms.ts'
import { Authorities } from '../signature/authorities.ts'
import { verifyEnveloped } from '../signature/verify.ts'
import { verifyMessage } from '../signature/verify-message.ts'
import { NS } from '../soap/namespaces.ts'
import { at, attribute, elementsOf, isNamed, textOf, type XmlName } from '../xml/element.ts'
import { rootOf, XML_LIMITS, type XmlElement } from '../xml/parse.ts'

const saml = { ns: NS.saml, name: 'Assertion' }
const ALGORITHMS = ['rsa-sha1', 'rsa-sha256'] as const

const named = (element: XmlElement, name: XmlName): readonly XmlElement[] => [
  ...(isNamed(element, name) ? [element] : []),
  ...elementsOf(element).flatMap((below) => named(below, name)),
]

const documents = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.xml'))

const read = (folder: string, path: string, change = (text: string) => text) =>
  rootOf(change(readFileSync(join(folder, path), 'utf8')), {
    ...XML_LIMITS,
    passesInstructions: true,
  })

// The samples were indented to be looked at. Without that, they are what was signed.
const unindented = (text: string): string =>
  text.replace(
    />([^<]+)</g,
    (_, content: string) => `>${content.trim().replace(/\s*\n\s+/g, ' ')}<`,
  )

/** Believes the certificate that a signature names, at a time when it was valid. */
function signerOf(signature: XmlElement | null) {
  const certificate = at(
    signature ?? assert.fail(),
    ds('KeyInfo'),
    ds('X509Data'),
    ds('X509Certificate'),
  )
  const body = (textOf(certificate) ?? '').replace(/\s/g, '')
  const pem = `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`
  const now = new X509Certificate(pem).validFromDate
  return { by: 'authorities', authorities: new Authorities([pem]), now } as const
}

const verifyOne = (assertion: XmlElement) =>
  verifyEnveloped(assertion, {
    signer: signerOf(at(assertion, ds('Signature'))),
    algorithms: ALGORITHMS,
  })

describe('real messages of the platform', () => {
  withSharedData('nsp', (folder) => {
    it('are read, every one of them', () => {
      const found = documents(folder)
      assert.ok(found.length >= 20, `${found.length} documents`)
      for (const path of found) assert.ok(read(folder, path).localName, path)
    })

    it('have id cards that are read, but for one that holds nothing', () => {
      const cards = documents(folder).flatMap((path) =>
        named(read(folder, path), saml)
          .filter((one) => attribute(one, 'id') === 'IDCard' && elementsOf(one).length > 3)
          .map(readIdCard),
      )
      assert.equal(cards.length, 8)
      assert.deepEqual(new Set(cards.map(({ kind }) => kind)), new Set(['system', 'user']))
      assert.deepEqual(new Set(cards.map(({ level }) => level)), new Set([3, 4]))
      assert.ok(cards.some(({ issuer }) => issuer === 'TEST1-NSP-STS'))
    })

    it('have an HSUID header that is read', () => {
      const [header = assert.fail()] = named(
        read(folder, 'dds/iti43-retrieve-request-dgws-hsuid.xml'),
        { ns: NS.hsuid, name: 'HsuidHeader' },
      )
      const { user, consentOverride, system } = readHsuid(header)
      assert.equal(user.kind === 'professional' && user.organisation?.format, 'nsi:sor')
      assert.equal(consentOverride, true)
      assert.equal(system.name, 'MedComCDAViewer')
    })
  })
})

const SIGNED: readonly (readonly [path: string, ids: readonly string[]])[] = [
  ['dds/iti18-query-request.xml', ['IDCard']],
  ['dgws/cpr-getPersonInformation-request.xml', ['IDCard']],
  ['sts/nemlogin-bootstrap-token.xml', ['_129c33ba-0d51-48f5-bd7d-21c337233de1']],
  ['sts/sts-bst2sosi-person-request-oces3.xml', ['_c046a432-37f3-4b5d-90ac-f740a0d5c8b3']],
  ['sts/sts-system-idcard-request-oces3.xml', ['IDCard']],
  ['sts/unsealed-bootstrap-token.xml', ['bst']],
  ['sts/unsealed-sts-request-moces.xml', ['IDCard']],
  ['sts/unsealed-sts-response-moces.xml', ['IDCard']],
]

describe('signatures of the platform', () => {
  withSharedData('nsp/sts', (sts) => {
    const folder = join(sts, '..')

    for (const [path, ids] of SIGNED) {
      it(`hold in ${path}`, () => {
        const assertions = named(read(folder, path, unindented), saml)
        const found = assertions.map((one) => attribute(one, 'id') ?? attribute(one, 'ID'))
        assert.deepEqual(found, ids)
        for (const assertion of assertions) {
          const { element } = verifyOne(assertion)
          assert.notEqual(textOf(at(element, { ns: NS.saml, name: 'Issuer' })), null)
        }
      })
    }

    it('do not hold where the sample was indented, but for one that was not', () => {
      for (const [path] of SIGNED) {
        const [assertion = assert.fail()] = named(read(folder, path), saml)
        if (path === 'sts/unsealed-bootstrap-token.xml') assert.ok(verifyOne(assertion))
        else assert.throws(() => verifyOne(assertion), /its value is not that of what was signed/)
      }
    })

    it('hold over the parts of a message to the STS', () => {
      const envelope = read(folder, 'sts/sts-bst2sosi-person-request-oces3.xml', unindented)
      const security = at(
        envelope,
        { ns: NS.soap11, name: 'Header' },
        { ns: NS.wsse, name: 'Security' },
      )
      const signature = security && at(security, { ns: DS, name: 'Signature' })
      const signer = signerOf(signature)
      const { action, algorithm } = verifyMessage(envelope, { signer, algorithms: ALGORITHMS })
      assert.match(textOf(action) ?? '', /RST\/Issue$/)
      assert.equal(algorithm, 'rsa-sha1')
    })
  })
})
