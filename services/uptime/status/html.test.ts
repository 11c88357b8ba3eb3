import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { html } from './html.ts'

describe('html', () => {
  it('escapes every text, in content and in attributes', () => {
    const bad = `<script>alert("x")</script>&'`
    const good = '&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;&#39;'
    assert.equal(html`<p title="${bad}">${bad}</p>`.toString(), `<p title="${good}">${good}</p>`)
  })

  it('puts pieces into pieces as they are, lists one after the other, and nothing for null', () => {
    const items = ['a', '<b>'].map((text) => html`<li>${text}</li>`)
    assert.equal(
      html`<ul>${items}${null}${0}</ul>`.toString(),
      '<ul><li>a</li><li>&lt;b&gt;</li>0</ul>',
    )
  })

  it('leaves no character that XML has no place for', () => {
    assert.equal(html`${'a\u0000\u001b\uffff\tb'}`.toString(), 'a\ufffd\ufffd\ufffd\tb')
  })

  it('takes nothing for a piece that only looks like one', () => {
    const forged = JSON.parse('{"text": "<b>"}')
    assert.throws(() => html`${forged}`, TypeError)
  })
})
