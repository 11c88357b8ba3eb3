import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { elementsOf } from '../xml/element.ts'
import { rootOf, type XmlElement } from '../xml/parse.ts'
import { canonical, canonicalToken, canonicalWithout } from './canonical.ts'

const first = (text: string): XmlElement => elementsOf(rootOf(text))[0] ?? assert.fail()

const CASES: readonly (readonly [what: string, text: string, bytes: string])[] = [
  [
    'declares prefixes where they are used and not before',
    '<x xmlns:p="urn:p" xmlns:q="urn:q"><a><p:b q:c="1"/><p:d/></a></x>',
    '<a><p:b xmlns:p="urn:p" xmlns:q="urn:q" q:c="1"></p:b><p:d xmlns:p="urn:p"></p:d></a>',
  ],
  [
    'says once that there is no namespace',
    '<x><a xmlns="urn:a"><b xmlns=""><c><d/></c></b></a></x>',
    '<a xmlns="urn:a"><b xmlns=""><c><d></d></c></b></a>',
  ],
  [
    'orders prefixes and attributes by code unit',
    '<x><a xmlns:b="urn:1" xmlns:C="urn:0" b:z="1" C:y="2" b="3" B="4"/></x>',
    '<a xmlns:C="urn:0" xmlns:b="urn:1" B="4" b="3" C:y="2" b:z="1"></a>',
  ],
  [
    'writes text and values with as few references as may be',
    '<x><a b="&#9;&#10;&#13;&lt;&gt;&quot;&apos;&amp;">&lt;&gt;&amp;&#13;"\'<![CDATA[<&]]></a></x>',
    '<a b="&#x9;&#xA;&#xD;&lt;>&quot;\'&amp;">&lt;&gt;&amp;&#xD;"\'&lt;&amp;</a>',
  ],
  ['leaves out comments and keeps space', '<x><a> <!-- b --> \r\n</a></x>', '<a>  \n</a>'],
]

describe('canonical()', () => {
  for (const [what, text, bytes] of CASES) {
    it(what, () => {
      assert.equal(canonical(first(text)), bytes)
      assert.equal(canonical(rootOf(bytes)), bytes)
    })
  }
})

describe('canonicalWithout()', () => {
  it('leaves out one child and leaves the element as it was', () => {
    const root = rootOf('<a><b/><b c="1"/><b/></a>')
    const left = elementsOf(root)[1] ?? assert.fail()
    assert.equal(canonicalWithout(root, left), '<a><b></b><b></b></a>')
    assert.equal(elementsOf(root).length, 3)
  })
})

describe('canonicalToken()', () => {
  it('says what the default namespace is, where nothing says so', () => {
    const token = '<s:t xmlns:s="urn:s" ID="1"></s:t>'
    assert.equal(canonicalToken(first(`<x>${token}</x>`)), token.replace('t ', 't xmlns="" '))
    assert.equal(
      canonicalToken(first(`<x xmlns="urn:x">${token}</x>`)),
      token.replace('t ', 't xmlns="urn:x" '),
    )
  })

  it('says it once', () => {
    const token = '<t xmlns="urn:s" ID="1"></t>'
    assert.equal(canonicalToken(first(`<x>${token}</x>`)), token)
  })
})
