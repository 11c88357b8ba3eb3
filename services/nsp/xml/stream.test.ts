import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { elementsOf, namesIn } from './element.ts'
import { XmlRefused } from './errors.ts'
import { rootOf, XML_LIMITS, type XmlElement } from './parse.ts'
import { restOf } from './stream.ts'

const of = namesIn('urn:of')
const [parent, name] = [of('list'), of('item')]

async function* pieces(text: string | Buffer, size: number) {
  const bytes = Buffer.from(text)
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size)
}

async function all(source: AsyncIterable<Uint8Array>, limits = XML_LIMITS) {
  const found: XmlElement[] = []
  const take = (element: XmlElement) => void found.push(element)
  const root = await restOf(source, { parent, name, take }, limits)
  return { found, root }
}

const refuses = (text: string | Buffer, state: RegExp, limits = XML_LIMITS) =>
  assert.rejects(
    all(pieces(text, 7), limits),
    (error) => error instanceof XmlRefused && state.test(error.state),
  )

const SAMPLE = `<list xmlns="urn:of" xmlns:p="urn:p" state="well"><other/><item p:a="1 &lt; 2"><t>æ &amp; ø</t><item/><p:u><![CDATA[<å>]]></p:u></item><item>2</item><p:end>x</p:end></list>`

describe('restOf()', () => {
  it('hands over the same elements as reading the whole, wherever the bytes are cut', async () => {
    const items = elementsOf(rootOf(SAMPLE)).filter(({ localName }) => localName === 'item')
    for (const size of [1, 2, 3, 7, 1_000]) {
      const { found } = await all(pieces(SAMPLE, size))
      assert.deepEqual(
        found.map((node) => node.textContent),
        items.map((node) => node.textContent),
      )
      assert.equal(found[0]?.getAttributeNS('urn:p', 'a'), '1 < 2')
      assert.equal(found[0]?.firstChild?.namespaceURI, 'urn:of')
    }
  })

  it('gives back everything else as one tree', async () => {
    const { root } = await all(pieces(SAMPLE, 5))
    assert.equal(root.getAttribute('state'), 'well')
    assert.deepEqual(
      elementsOf(root).map(({ tagName }) => tagName),
      ['other', 'p:end'],
    )
    assert.equal(root.textContent, 'x')
  })

  it('leaves an element of that name which stands elsewhere where it is', async () => {
    const text =
      '<a xmlns="urn:of"><item>1</item><list><b><item>2</item></b><item>3</item></list></a>'
    const { found, root } = await all(pieces(text, 9))
    assert.deepEqual(
      found.map((node) => node.textContent),
      ['3'],
    )
    assert.equal(root.textContent, '12')
  })

  it('hands an element over before the rest has come', async () => {
    const seen: string[] = []
    async function* source() {
      yield Buffer.from('<list xmlns="urn:of"><item>1</item>')
      seen.push('more is asked for')
      yield Buffer.from('</list>')
    }
    const take = (element: XmlElement) => void seen.push(element.textContent ?? '')
    await restOf(source(), { parent, name, take })
    assert.deepEqual(seen, ['1', 'more is asked for'])
  })

  it('refuses what reading the whole refuses', async () => {
    await refuses('<!DOCTYPE a><a/>', /document type/)
    await refuses('<a><?b?></a>', /processing instruction/)
    await refuses('<a>', /not well-formed/)
    await refuses(Buffer.from([0x3c, 0x61, 0x3e, 0xc3, 0x28]), /not UTF-8/)
    await refuses(Buffer.from('<a>æ', 'utf8').subarray(0, 4), /not UTF-8|not well-formed/)
    await refuses(`${'<a>'.repeat(101)}${'</a>'.repeat(101)}`, /deeper than 100/)
  })

  it('refuses an element, or a rest, that is too large, and text that does not end', async () => {
    const limits = { ...XML_LIMITS, maxBytes: 1_000, maxNodes: 10 }
    const item = (content: string) => `<list xmlns="urn:of"><item>${content}</item></list>`
    await refuses(item('<t>x</t>'.repeat(20)), /more than 10 nodes/, limits)
    await refuses(item(`<t>${'x'.repeat(600)}</t>`.repeat(2)), /larger than 1000/, limits)
    await refuses(`<list xmlns="urn:of">${'<t/>'.repeat(20)}</list>`, /more than 10 nodes/, limits)
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
    const take = () => {
      count += 1
      if (count % 500 === 0) most = Math.max(most, process.memoryUsage().rss - before)
    }
    await restOf(source(), { parent, name, take })
    assert.equal(count, chunks * 64)
    assert.ok(most < 60_000_000, `${most} bytes more are held`)
  })
})
