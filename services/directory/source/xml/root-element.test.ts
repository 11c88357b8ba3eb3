import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { rootElement } from './root-element.ts'

const BOMB = `<!DOCTYPE SorTree [
  <!-- it's > or ] -->
  <!ENTITY a "]>"> <!ENTITY b '&a;&a;">'>
]>`

describe('rootElement()', () => {
  it('passes over what stands before the first element', () => {
    const before = `\uFEFF<?xml version="1.0"?>\n<!-- <Other> -->\r\n<?style x="y>"?>${BOMB}\n`
    assert.equal(rootElement(`${before}<SorTree>`), 'SorTree')
    assert.equal(rootElement('<!DOCTYPE SorTree SYSTEM "a>b"><SorTree/>'), 'SorTree')
  })

  it('takes any prefix away', () => {
    for (const tag of [
      '<SorTree>',
      '<ns0:SorTree xmlns:ns0="x">',
      '<a.b-c:SorTree\n',
      '<SorTree',
    ]) {
      assert.equal(rootElement(tag), 'SorTree')
    }
  })

  it('finds none in a text that only mentions tags', () => {
    for (const text of [
      "const sor = '<SorTree>'",
      '# <SorTree>',
      '{"a":"<SorTree>"}',
      'x<SorTree>',
      '',
    ]) {
      assert.equal(rootElement(text), null)
    }
  })

  it('finds none when what comes before does not end', () => {
    for (const text of ['<?xml ', '<!-- <SorTree>', '<!DOCTYPE a [ ">" <SorTree>', '<!DOCTYPE "']) {
      assert.equal(rootElement(text), null)
    }
  })

  it('gives the first element, not one within it', () => {
    assert.equal(rootElement('<html><SorTree></SorTree></html>'), 'html')
  })
})
