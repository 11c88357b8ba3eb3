import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { textOf } from './element.ts'
import { XmlRefused } from './errors.ts'
import { parseXml, rootOf, XML_LIMITS } from './parse.ts'

const BOMB = `<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><a>&c;</a>`
const OUTSIDE = `<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>`

const HOSTILE: readonly (readonly [what: string, text: string | Buffer, state: RegExp])[] = [
  ['a document type', '<!DOCTYPE a><a/>', /document type/],
  ['entities that grow', BOMB, /document type/],
  ['an entity from outside', OUTSIDE, /document type/],
  ['an entity that nobody declares', '<a>&b;</a>', /not well-formed/],
  ['a processing instruction', '<a><?b c?></a>', /processing instruction/],
  ['a style sheet', '<?xml-stylesheet href="b"?><a/>', /processing instruction/],
  ['too many levels', `${'<a>'.repeat(101)}${'</a>'.repeat(101)}`, /deeper than 100/],
  ['bytes that are no UTF-8', Buffer.from([0x3c, 0x61, 0x3e, 0xc3, 0x28]), /not UTF-8/],
  ['UTF-16', Buffer.from('\ufeff<a/>', 'utf16le'), /not UTF-8|not well-formed/],
  ['another encoding', '<?xml version="1.0" encoding="ISO-8859-1"?><a/>', /not UTF-8/],
  ['another version', '<?xml version="1.1"?><a/>', /not XML 1\.0/],
  ['an attribute twice', '<a b="1" b="2"/>', /not well-formed/],
  [
    'an attribute twice by two prefixes',
    '<a xmlns:p="u" xmlns:q="u" p:b="1" q:b="2"/>',
    /not well-formed/,
  ],
  ['a prefix that nobody declares', '<p:a/>', /not well-formed/],
  ['an element with the prefix of declarations', '<xmlns:a/>', /not well-formed/],
  ['two roots', '<a/><a/>', /not well-formed/],
  ['no root', '', /not well-formed|no root/],
  ['an end that is missing', '<a><b></b>', /not well-formed/],
  ['a character that XML has none of', '<a>\u0001</a>', /not well-formed/],
  ['a reference to such a character', '<a>&#0;</a>', /not well-formed/],
]

describe('parseXml()', () => {
  for (const [what, text, state] of HOSTILE) {
    it(`refuses ${what}`, () => {
      assert.throws(
        () => rootOf(text),
        (error) => error instanceof XmlRefused && state.test(error.state),
      )
    })
  }

  it('refuses what is too large before it is read', () => {
    const limits = { ...XML_LIMITS, maxBytes: 20 }
    assert.throws(() => parseXml(`<a>${'ø'.repeat(10)}</a>`, limits), /larger than 20 bytes/)
    assert.equal(textOf(rootOf(`<a>${'ø'.repeat(6)}</a>`, limits)), 'øøøøøø')
  })

  it('refuses more nodes than it has room for, attributes too', () => {
    const limits = { ...XML_LIMITS, maxNodes: 4 }
    assert.throws(() => parseXml('<a b="1"><c d="2" e="3"/></a>', limits), /more than 4 nodes/)
    assert.doesNotThrow(() => parseXml('<a b="1"><c d="2"/></a>', limits))
  })

  it('refuses an element with very many attributes, before they are compared', () => {
    const element = (count: number) =>
      `<a ${Array.from({ length: count }, (_, index) => `b${index}="c"`).join(' ')}/>`
    assert.equal(rootOf(element(256)).attributes.length, 256)
    const startedAt = performance.now()
    assert.throws(() => rootOf(element(200_000)), /more than 256 attributes/)
    assert.ok(performance.now() - startedAt < 5_000)
  })

  it('reads text past comments and as CDATA, and attributes as they are', () => {
    const root = rootOf(
      '<p:a xmlns:p="u" b="1&#10;2" p:c=\'"\'>d<!-- e -->f<![CDATA[<g>&amp;]]></p:a>',
    )
    assert.equal(textOf(root), 'df<g>&amp;')
    assert.equal(root.getAttribute('b'), '1\n2')
    assert.equal(root.getAttributeNS('u', 'c'), '"')
    assert.equal(root.lookupNamespaceURI('p'), 'u')
    assert.equal(root.ownerDocument?.documentElement, root)
  })

  it('says nothing of what the message holds', () => {
    const number = '6001011234'
    assert.throws(
      () => rootOf(`<a>${number}<b></a>`),
      (error) => error instanceof XmlRefused && !error.message.includes(number),
    )
  })

  it('passes instructions over where it is told to', () => {
    const limits = { ...XML_LIMITS, passesInstructions: true }
    assert.equal(textOf(rootOf('<?xml-stylesheet href="b"?><a>c</a>', limits)), 'c')
  })
})
