import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import { withSharedData } from '../../../test/harness/shared-data.ts'
import { platformSchemas, type SchemaSet } from '../../../test/harness/xsd.ts'
import { readIdCard } from '../dgws/id-card-read.ts'
import { signIdCard } from '../dgws/id-card-sign.ts'
import { readHsuid } from '../hsuid/hsuid-read.ts'
import { writeHsuid } from '../hsuid/hsuid-write.ts'
import { NS } from '../soap/namespaces.ts'
import { elementsOf, isNamed, type XmlName } from '../xml/element.ts'
import { rootOf, type XmlElement } from '../xml/parse.ts'
import { testKeys } from './keys.ts'

function found(element: XmlElement, name: XmlName): XmlElement | null {
  if (isNamed(element, name)) return element
  for (const below of elementsOf(element)) {
    const one = found(below, name)
    if (one) return one
  }
  return null
}

const errors = async (schemas: SchemaSet, xml: string | XmlElement) =>
  [...new Set(await schemas.errorsIn(xml))].sort()

// The platform's own cards and headers do not follow their schemas; ours stray where they do and nowhere else.
describe('what is written, held against the published schemas', () => {
  let signingKey: Awaited<ReturnType<Awaited<ReturnType<typeof testKeys>>['issue']>>

  before(async () => {
    signingKey = await (await testKeys()).issue('STS')
  })

  withSharedData('nsp/sts', (sts) => {
    const read = (path: string, name: XmlName) =>
      found(rootOf(readFileSync(join(sts, '..', path))), name) ?? assert.fail(path)

    for (const path of ['unsealed-sts-response-moces.xml', 'sts-system-idcard-request-oces3.xml']) {
      it(`is an id card as that of ${path}`, async () => {
        const schemas = platformSchemas(['dgws/saml.xsd'])
        const theirs = read(`sts/${path}`, { ns: NS.saml, name: 'Assertion' })
        const ours = signIdCard(readIdCard(theirs), { signingKey, algorithm: 'rsa-sha1' })
        const strayed = await errors(schemas, ours.toString())
        assert.deepEqual(strayed, await errors(schemas, theirs))
        assert.equal(strayed.length, 3)
      })
    }

    it('is an HSUID header as that which was captured', async () => {
      const schemas = platformSchemas(['fsk/xsd/hsuid-1_1.xsd'])
      const name = { ns: NS.hsuid, name: 'HsuidHeader' }
      const theirs = read('dds/iti43-retrieve-request-dgws-hsuid.xml', name)
      const strayed = await errors(schemas, writeHsuid(readHsuid(theirs)).toString())
      assert.deepEqual(strayed, await errors(schemas, theirs))
      assert.match(strayed.join(), /'NameFormat' is required/)
    })
  })
})
