import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { assertR4, readXml } from '../../../../test/harness/fhir.ts'
import type { AnyResource } from '../resource.ts'
import { xmlOf } from './write.ts'

const ORGANIZATION: AnyResource = {
  resourceType: 'Organization',
  id: '1',
  meta: { versionId: '3', lastUpdated: '2026-11-23T00:00:00.000Z', profile: ['http://p'] },
  extension: [
    { url: 'http://x', valueCode: 'a' },
    { url: 'http://y', extension: [{ url: 'z', valueBoolean: false }] },
  ],
  identifier: [{ use: 'official', type: { text: 'SOR' }, system: 'urn:oid:1.2', value: '1' }],
  active: true,
  name: 'Blåbærgrød & <Sønner> "1"\nto',
  telecom: [{ system: 'url', value: 'http://x', rank: 1 }],
  address: [{ line: ['a', 'b'], city: 'Fjordby' }],
  partOf: { reference: 'Organization/2', display: 'To' },
}

describe('xmlOf()', () => {
  it('writes what the library writes', () => {
    assertR4(ORGANIZATION)
  })

  it('writes resources within a Bundle', () => {
    const bundle: AnyResource = {
      resourceType: 'Bundle',
      type: 'searchset',
      total: 1,
      link: [{ relation: 'self', url: 'http://x/fhir/Organization?_id=1&name=a' }],
      entry: [
        {
          fullUrl: 'http://x/fhir/Organization/1',
          resource: ORGANIZATION,
          search: { mode: 'match' },
        },
      ],
    }
    assertR4(bundle)
    assert.deepEqual(readXml(xmlOf(bundle)), bundle)
  })

  it('keeps every text that XML can hold', () => {
    const texts = fc
      .string({ unit: 'binary', minLength: 1 })
      .filter((text) => /^[\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]+$/u.test(text))
    fc.assert(
      fc.property(texts, (name) => {
        const resource = { resourceType: 'Organization', name }
        assert.deepEqual(readXml(xmlOf(resource)), resource)
      }),
    )
  })

  it('leaves out what XML cannot hold', () => {
    assert.match(
      xmlOf({ resourceType: 'Organization', name: 'a\u0000b\u001fc' }),
      /<name value="abc"\/>/,
    )
  })

  it('writes narrative as it stands, and what is said beside a value', () => {
    const resource: AnyResource = {
      resourceType: 'Organization',
      text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">x</div>' },
      name: 'n',
      _name: { extension: [{ url: 'http://x', valueCode: 'a' }] },
    }
    const text = xmlOf(resource)
    assert.match(text, /<div xmlns="http:\/\/www.w3.org\/1999\/xhtml">x<\/div>/)
    assert.match(text, /<name value="n"><extension url="http:\/\/x"><valueCode value="a"\/>/)
    const { name: _, ...nameless } = resource
    assert.match(xmlOf(nameless), /<name><extension url="http:\/\/x"><valueCode value="a"\/>/)
  })
})
