import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isEmailAddress, sameAddress } from './email-address.ts'

describe('isEmailAddress()', () => {
  it('takes what mail can be sent to', () => {
    for (const text of ['a@b.dk', 'drift+p1@post.fjordland.example', "o'hara.x@a-b.test"]) {
      assert.equal(isEmailAddress(text), true, text)
    }
  })

  it('takes nothing that could end a header, name several, or be no address', () => {
    for (const text of [
      ...['a@b.dk\r\nBcc: c@d.dk', 'a@b.dk\n', 'a@b.dk, c@d.dk', 'a@b.dk;c@d.dk', '<a@b.dk>'],
      ...[
        'Anna <a@b.dk>',
        '"a b"@c.dk',
        'a@b',
        'a@b..dk',
        '.a@b.dk',
        'a.@b.dk',
        'a@-b.dk',
        '@b.dk',
      ],
      ...['a@[127.0.0.1]', 'a@127.0.0.1', 'a b@c.dk', 'a@b.dk ', '', `${'a'.repeat(65)}@b.dk`],
    ]) {
      assert.equal(isEmailAddress(text), false, JSON.stringify(text))
    }
  })
})

describe('sameAddress()', () => {
  it('tells no capitals of the domain', () => {
    assert.equal(sameAddress('Anna@Fjordland.Example'), 'Anna@fjordland.example')
  })
})
