import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { XmlRefused } from './errors.ts'
import { parseXml, XML_LIMITS, type XmlDocument } from './parse.ts'
import { plainDocument } from './plain.ts'

const plain = (text: string) => plainDocument(text, XML_LIMITS)

/** What the parser that knows all of XML says, which has to take what has a comment; null where it refuses. */
function strict(text: string): XmlDocument | null {
  try {
    return parseXml(`${text}<!-- -->`)
  } catch (error) {
    if (error instanceof XmlRefused) return null
    throw error
  }
}

type Node = XmlDocument['firstChild']

/** All that a tree says, node by node. */
function toldBy(node: Node): unknown {
  if (!node) return null
  if (node.nodeType === node.TEXT_NODE) return node.nodeValue
  const element = node as NonNullable<XmlDocument['documentElement']>
  const { tagName, localName, prefix, namespaceURI } = element
  return {
    ...{ tagName, localName, prefix, namespaceURI },
    attributes: Array.from(element.attributes, (one) => [one.name, one.namespaceURI, one.value]),
    children: Array.from(element.childNodes, toldBy),
    around: element.lookupNamespaceURI('p'),
  }
}

function sameOrLeft(text: string): boolean {
  const read = plain(text)
  if (read === null) return false
  const known = strict(text)
  assert.ok(known, `what is not well-formed was taken: ${text}`)
  assert.deepEqual(toldBy(read.documentElement), toldBy(known.documentElement), text)
  return true
}

const SAMPLE =
  '<?xml version="1.0" encoding="UTF-8"?>\n<p:a xmlns:p="urn:p" xmlns="urn:q" b=\'1 &lt; "2"\'><c p:d="e\tf" xml:lang="da"/>æ &amp; ]] > ø<c xmlns="">&apos;</c >\n</p:a >\n'

describe('plainDocument()', () => {
  it('takes what is plain', () => {
    for (const text of [SAMPLE, '<a/>', ' <a b="1"\nc=\'2\' />', '<a>\n</a>'])
      assert.ok(sameOrLeft(text), text)
  })

  it('leaves to others what is not', () => {
    for (const text of [
      ...[
        '',
        '<a>',
        '<a></b>',
        '<a></b></a>',
        '<a></b><a/></a>',
        '<a/><a/>',
        'x<a/>',
        '<a/>x',
        '<a>]]></a>',
        '<a b="<"/>',
      ],
      ...['<a b=1/>', '<a b/>', '<a b="1"c="2"/>', '<a b="1" b="2"/>', '<a>&b;</a>', '<a>&</a>'],
      ...[
        '<a>&#10;</a>',
        '<a><!-- --></a>',
        '<a><![CDATA[]]></a>',
        '<?b?><a/>',
        '<!DOCTYPE a><a/>',
      ],
      ...[
        '<p:a/>',
        '<a p:b="1"/>',
        '<xmlns:a/>',
        '<xmlns/>',
        '<a:/>',
        '<:a/>',
        '<a:b:c xmlns:a="u"/>',
        '<1/>',
      ],
      ...['<a xmlns:p=""/>', '<a xmlns:xml="u"/>', '<a xmlns:p="http://www.w3.org/2000/xmlns/"/>'],
      ...[
        '<a xmlns:p="u" xmlns:q="u" p:b="1" q:b="2"/>',
        '<a xmlns="u" xmlns="v"/>',
        '<a xmlns=" u"/>',
      ],
      ...[
        '<a>\r</a>',
        '<a>\u0000</a>',
        '<a>\ud83d\ude00</a>',
        '<a>\uffff</a>',
        '<å/>',
        '\ufeff<a/>',
      ],
      ...['<?xml version="1.1"?><a/>', ' <?xml version="1.0"?><a/>', '<a\u00a0b="1"/>'],
    ])
      assert.equal(plain(text), null, text)
  })

  it('reads whatever it takes as the parser that knows all of XML does', () => {
    const pieces = [
      ...['<a', '<p:a', '<b', '>', '/>', '</a>', '</p:a>', '</b>', ' ', '\n', '\t', '=', '"', "'"],
      ...[' xmlns:p="urn:p"', ' xmlns="urn:q"', ' xmlns=""', ' b="1"', " p:b='2'", ' xml:id="3"'],
      ...['&lt;', '&amp;', '&quot;', '&', ';', '&#9;', ']]', ']]>', 'text', 'æ', '<!-- c -->', '<'],
      ...['<a>', '<b>', '<p:a xmlns:p="u" p:c="d">', '<?xml version="1.0"?>', ':', 'xmlns', '\r'],
    ]
    const soup = fc.array(fc.constantFrom(...pieces), { maxLength: 12 })
    const changed = fc
      .tuple(fc.nat(SAMPLE.length), fc.nat(4), soup)
      .map(([at, cut, put]) => SAMPLE.slice(0, at) + put.join('') + SAMPLE.slice(at + cut))
    const nested = soup.map((inside) => `<a xmlns:p="urn:p">${inside.join('')}</a>`)
    const taken = { plain: 0 }
    fc.assert(
      fc.property(
        fc.oneof(
          changed,
          nested,
          soup.map((all) => all.join('')),
        ),
        (text) => {
          if (sameOrLeft(text)) taken.plain += 1
        },
      ),
      { numRuns: 20_000 },
    )
    assert.ok(taken.plain > 1_000, `${taken.plain} were plain`)
  })
})
