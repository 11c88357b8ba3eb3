import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { contentText } from './content-text.ts'

describe('contentText()', () => {
  it('gives text as it is', () => {
    for (const type of ['text/xml', 'application/fhir+json', 'application/xml; charset=utf-8']) {
      assert.equal(contentText(type, Buffer.from('<æ/>')), '<æ/>')
    }
  })

  it('gives base64 of what is no text, or none in UTF-8', () => {
    assert.equal(contentText('application/pdf', Buffer.from('%PDF')), 'JVBERg==')
    assert.equal(contentText('text/xml', Buffer.from([0xe6])), '5g==')
  })
})
