import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { attribute, textOf } from './element.ts'
import { rootOf } from './parse.ts'
import { XmlText, xml } from './template.ts'

describe('xml', () => {
  it('writes any text so that it is read again, in elements and in attributes', () => {
    for (const text of [
      '<b c="d">&amp;</b>',
      `"'`,
      ']]>',
      'a\tb\nc\r\nd',
      'æøå 𝒳 \u0085\u2028',
      '<!--',
      '&#0;',
    ]) {
      const root = rootOf(xml`<a b="${text}">[${text}]</a>`.toString())
      assert.equal(attribute(root, 'b'), text)
      assert.equal(textOf(root), `[${text}]`)
    }
  })

  it('leaves out what XML has no way to write', () => {
    assert.equal(xml`<a>${'b\u0000\u0008\u001f\ufffe\uffffc'}</a>`.toString(), '<a>bc</a>')
  })

  it('writes XML, numbers and lists as they are, and nothing for nothing', () => {
    const inner = XmlText.of('<b/>')
    assert.equal(xml`<a>${[inner, 1, null, [undefined, true]]}</a>`.toString(), '<a><b/>1true</a>')
  })
})
