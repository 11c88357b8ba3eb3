import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { namesIn } from './element.ts'
import { XmlRefused } from './errors.ts'
import { rootOf, XML_LIMITS, type XmlElement } from './parse.ts'
import { elementsIn } from './stream.ts'

const of = namesIn('urn:of')
const names = [of('item')]

async function* pieces(text: string | Buffer, size: number) {
  const bytes = Buffer.from(text)
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size)
}

async function all(source: AsyncIterable<Uint8Array>, limits = XML_LIMITS) {
  const found: XmlElement[] = []
  for await (const element of elementsIn(source, { names, limits })) found.push(element)
  return found
}

const refuses = (text: string | Buffer, state: RegExp, limits = XML_LIMITS) =>
  assert.rejects(
    all(pieces(text, 7), limits),
    (error) => error instanceof XmlRefused && state.test(error.state),
  )

const SAMPLE = `<list xmlns="urn:of" xmlns:p="urn:p"><other/><item p:a="1 &lt; 2"><t>æ &amp; ø</t><item/><p:u><![CDATA[<å>]]></p:u></item><item>2</item></list>`

describe('elementsIn()', () => {
  it('gives the same elements as reading the whole, wherever the bytes are cut', async () => {
    const whole = rootOf(SAMPLE)
    const expected = [...whole.childNodes].slice(1).map((node) => node.textContent)
    for (const size of [1, 2, 3, 7, 1_000]) {
      const found = await all(pieces(SAMPLE, size))
      assert.deepEqual(
        found.map((node) => node.textContent),
        expected,
      )
      assert.equal(found[0]?.getAttributeNS('urn:p', 'a'), '1 < 2')
      assert.equal(found[0]?.firstChild?.namespaceURI, 'urn:of')
    }
  })

  it('gives an element before the rest has come', async () => {
    let isMoreAsked = false
    async function* source() {
      yield Buffer.from('<list xmlns="urn:of"><item>1</item>')
      isMoreAsked = true
      yield Buffer.from('</list>')
    }
    for await (const element of elementsIn(source(), { names })) {
      assert.equal(element.textContent, '1')
      assert.equal(isMoreAsked, false)
    }
    assert.equal(isMoreAsked, true)
  })

  it('refuses what reading the whole refuses', async () => {
    await refuses('<!DOCTYPE a><a/>', /document type/)
    await refuses('<a><?b?></a>', /processing instruction/)
    await refuses('<a>', /not well-formed/)
    await refuses(Buffer.from([0x3c, 0x61, 0x3e, 0xc3, 0x28]), /not UTF-8/)
    await refuses(Buffer.from('<a>æ', 'utf8').subarray(0, 4), /not UTF-8|not well-formed/)
    await refuses(`${'<a>'.repeat(101)}${'</a>'.repeat(101)}`, /deeper than 100/)
  })

  it('refuses an element that is too large, and text that does not end', async () => {
    const limits = { ...XML_LIMITS, maxBytes: 1_000, maxNodes: 10 }
    const item = (content: string) => `<list xmlns="urn:of"><item>${content}</item></list>`
    await refuses(item('<t>x</t>'.repeat(20)), /more than 10 nodes/, limits)
    await refuses(item(`<t>${'x'.repeat(600)}</t>`.repeat(2)), /larger than 1000/, limits)
    await refuses(`<list>${'x'.repeat(3_000)}`, /larger than 1000/, limits)
  })

  it('holds little of 50 MB', async () => {
    const item = Buffer.from(`<item><t>${'ø'.repeat(480)}</t></item>`)
    const chunk = Buffer.concat(Array.from({ length: 64 }, () => item))
    const chunks = Math.ceil(52_428_800 / chunk.length)
    async function* source() {
      yield Buffer.from('<list xmlns="urn:of">')
      for (let sent = 0; sent < chunks; sent += 1) yield chunk
      yield Buffer.from('</list>')
    }
    let count = 0
    let most = 0
    const before = process.memoryUsage().rss
    for await (const _ of elementsIn(source(), { names })) {
      count += 1
      if (count % 500 === 0) most = Math.max(most, process.memoryUsage().rss - before)
    }
    assert.equal(count, chunks * 64)
    assert.ok(most < 60_000_000, `${most} bytes more are held`)
  })
})
