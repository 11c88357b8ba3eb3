import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { needed } from '../xml/element.ts'
import { xml } from '../xml/template.ts'
import { newMessageId, readAddressing, writeAddressing } from './addressing.ts'
import { notUnderstood, readEnvelope, writeEnvelope } from './envelope.ts'
import { NS } from './namespaces.ts'
import { namespaceOf } from './version.ts'

const body = xml`<ask xmlns="urn:test">what &amp; why</ask>`

describe('readEnvelope()', () => {
  for (const version of ['1.1', '1.2'] as const) {
    it(`reads what writeEnvelope() writes in SOAP ${version}`, () => {
      const messageId = newMessageId()
      const headers = writeAddressing({ action: 'urn:test:ask', messageId, to: 'urn:there' })
      const text = writeEnvelope({ version, headers, body, bodyId: 'body' }).toString()
      const envelope = readEnvelope(text)
      assert.equal(envelope.version, version)
      assert.equal(envelope.body?.localName, 'ask')
      assert.deepEqual(readAddressing(envelope), {
        ...{ action: 'urn:test:ask', messageId, to: 'urn:there', relatesTo: null },
      })
    })

    it(`takes SOAP ${version} without a header and with an empty body`, () => {
      const text = `<e:Envelope xmlns:e="${namespaceOf(version)}"><e:Body> </e:Body></e:Envelope>`
      const { header, body: none } = readEnvelope(text)
      assert.deepEqual([header, none], [null, null])
    })
  }

  for (const [what, text] of [
    ['another root', '<Envelope xmlns="urn:other"><Body/></Envelope>'],
    ['no body', `<Envelope xmlns="${NS.soap11}"/>`],
    ['two bodies', `<Envelope xmlns="${NS.soap11}"><Body/><Body/></Envelope>`],
    ['two elements in its body', `<Envelope xmlns="${NS.soap11}"><Body><a/><b/></Body></Envelope>`],
    ['a DTD', `<!DOCTYPE a [<!ENTITY b "c">]><Envelope xmlns="${NS.soap11}"><Body/></Envelope>`],
    ['no XML', 'Service Temporarily Unavailable'],
  ]) {
    it(`refuses ${what}`, () => {
      assert.throws(() => readEnvelope(text ?? ''), { code: 'XML_REFUSED' })
    })
  }
})

describe('writeEnvelope()', () => {
  it('names the body for a signature', () => {
    const text = writeEnvelope({ version: '1.1', headers: [], body, bodyId: 'b' }).toString()
    const parent = needed(readEnvelope(text).root, { ns: NS.soap11, name: 'Body' })
    assert.equal(parent.getAttributeNS(NS.wsu, 'Id'), 'b')
  })
})

describe('notUnderstood()', () => {
  it('names headers that have to be understood and are not', () => {
    const headers = [
      xml`<a:one xmlns:a="urn:a" soap:mustUnderstand="1"/>`,
      xml`<b:two xmlns:b="urn:b" soap:mustUnderstand="1"/>`,
      xml`<c:three xmlns:c="urn:c"/>`,
    ]
    const envelope = readEnvelope(writeEnvelope({ version: '1.1', headers, body }).toString())
    const names = notUnderstood(envelope, new Set(['urn:a'])).map(({ localName }) => localName)
    assert.deepEqual(names, ['two'])
  })
})
