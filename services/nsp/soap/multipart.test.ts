import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { rootOf } from '../xml/parse.ts'
import { xml } from '../xml/template.ts'
import { contentIdOf, readPayload } from './read-multipart.ts'
import { cidOf, writeMultipart } from './write-multipart.ts'
import { bytesOf, xopInclude } from './xop.ts'

const ID = 'eff581f9-1@urn:ihe:iti:xds-b:2007'
const envelope = xml`<doc>${xopInclude(ID)}</doc>`
const written = (bytes: Buffer, version: '1.1' | '1.2' = '1.2') =>
  writeMultipart({
    ...{ version, action: 'urn:test:give', envelope },
    attachments: new Map([[ID, { type: 'text/xml', bytes }]]),
  })

describe('readPayload()', () => {
  for (const version of ['1.1', '1.2'] as const) {
    it(`gives back what writeMultipart() was given, byte for byte, in SOAP ${version}`, () => {
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 300 }), (random) => {
          const bytes = Buffer.from(random)
          const { contentType, body } = written(bytes, version)
          const payload = readPayload(contentType, body)
          assert.equal(payload.type, version === '1.1' ? 'text/xml' : 'application/soap+xml')
          assert.equal(payload.envelope.toString(), envelope.toString())
          const root = rootOf(payload.envelope)
          assert.deepEqual(bytesOf(root, payload.attachments), bytes)
        }),
      )
    })
  }

  it('recognises multipart that is not declared', () => {
    const { body } = written(Buffer.from([0, 13, 10, 255]))
    for (const said of ['text/xml; charset=utf-8', null]) {
      const payload = readPayload(said, body)
      assert.equal(payload.envelope.toString(), envelope.toString())
      assert.deepEqual(payload.attachments.get(ID), Buffer.from([0, 13, 10, 255]))
    }
  })

  it('takes the part that start names for the envelope, wherever it stands', () => {
    const body = [
      '--uuid:1\r\nContent-ID: <a@b>\r\n\r\nbytes',
      '--uuid:1\r\nContent-Type: application/xop+xml;\r\n type="text/xml"\r\ncontent-id: <root>\r\n\r\n<e/>',
      '--uuid:1--',
    ].join('\r\n')
    const said = 'Multipart/Related; boundary="uuid:1"; start="<root>"'
    const { envelope: root, attachments, type } = readPayload(said, Buffer.from(body))
    assert.deepEqual([root.toString(), type], ['<e/>', 'text/xml'])
    assert.deepEqual([...attachments.keys()], ['a@b'])
  })

  it('decodes parts in base64, and takes parts without a head', () => {
    const body = [
      'preamble\r\n--b\r\n\r\n<e/>',
      '--b\r\nContent-ID: <x>\r\nContent-Transfer-Encoding: BASE64\r\n\r\nAAH/\r\n',
      '--b--',
    ].join('\r\n')
    const payload = readPayload('multipart/related; boundary=b', Buffer.from(body))
    assert.equal(payload.envelope.toString(), '<e/>')
    assert.deepEqual(payload.attachments.get('x'), Buffer.from([0, 1, 255]))
  })

  it('passes plain XML through', () => {
    const { envelope: same, attachments } = readPayload('text/xml', Buffer.from('<a/>'))
    assert.deepEqual([same.toString(), attachments.size], ['<a/>', 0])
  })

  for (const [what, said, body] of [
    ['no boundary', 'multipart/related', '<a/>'],
    ['no end', 'multipart/related; boundary=b', '--b\r\n\r\n<a/>\r\n--c--'],
    ['no part', 'multipart/related; boundary=b', '--b--'],
    ['a part without end of its head', 'multipart/related; boundary=b', '--b\r\na: b\r\n--b--'],
    [
      'two parts of one id',
      'multipart/related; boundary=b',
      `--b\r\n\r\n<a/>${'\r\n--b\r\nContent-ID: <x>\r\n\r\n'.repeat(2)}\r\n--b--`,
    ],
    ['too many parts', 'multipart/related; boundary=b', `${'--b\r\n\r\nx\r\n'.repeat(1_002)}--b--`],
  ]) {
    it(`refuses ${what}`, () => {
      assert.throws(() => readPayload(said, Buffer.from(body ?? '')), { code: 'XML_REFUSED' })
    })
  }
})

describe('contentIdOf()', () => {
  it('undoes cidOf(), however the platform encodes it', () => {
    assert.equal(contentIdOf(cidOf(ID)), ID)
    assert.match(cidOf(ID), /^cid:eff581f9-1@urn%3Aihe/)
    assert.equal(contentIdOf('cid:a%40b'), 'a@b')
    assert.equal(contentIdOf('http://elsewhere/x'), null)
    assert.throws(() => contentIdOf('cid:%E0%A4%A'), { code: 'XML_REFUSED' })
  })
})

describe('bytesOf()', () => {
  it('takes base64 with space in it where nothing is included', () => {
    const root = rootOf('<d>\n  AAEC\n  Aw==\n</d>')
    assert.deepEqual(bytesOf(root, new Map()), Buffer.from([0, 1, 2, 3]))
  })

  it('refuses what is no base64, and an attachment that is not there', () => {
    assert.throws(() => bytesOf(rootOf('<d>AAE</d>'), new Map()), { code: 'XML_REFUSED' })
    assert.throws(() => bytesOf(rootOf(envelope.toString()), new Map()), { code: 'XML_REFUSED' })
  })
})
