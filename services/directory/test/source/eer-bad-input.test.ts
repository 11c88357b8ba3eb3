import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { describe, it } from 'node:test'
import type { RefusalRule } from '../../errors/importing.ts'
import { eerFeed } from '../../source/eer/feed.ts'
import type { InputFile } from '../../source/feed.ts'
import { bundle, endpoint, entryOf, organization } from './bundle.ts'
import { refusedBy } from './refused-by.ts'
import { contextOf, fileOf, itemsOf } from './register-file.ts'

const whole = bundle([organization(1), endpoint(1)])
const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`

const refused: readonly (readonly [string, string | Buffer, RefusalRule])[] = [
  ['a file cut in two', whole.slice(0, whole.length / 2), 'FILE_TRUNCATED'],
  ['a file without its last bracket', whole.slice(0, -1), 'FILE_TRUNCATED'],
  ['an empty file', '', 'FILE_EMPTY'],
  ['a file of blanks', '\n \n', 'FILE_EMPTY'],
  ['a binary file', Buffer.from([0x7b, 0, 0, 1, 0xff]), 'FILE_MALFORMED'],
  [
    'bytes that are not UTF-8',
    Buffer.from(whole.replace('Klinik', 'Lægehus'), 'latin1'),
    'FILE_ENCODING',
  ],
  ['a list', '[1]', 'FILE_MALFORMED'],
  ['an entry that is no JSON', whole.replace('"name":', '"name"'), 'FILE_MALFORMED'],
  ['a comma too many', whole.replace(/\}$/, ',}'), 'FILE_MALFORMED'],
  [
    'a comma too many among the entries',
    whole.replace('"entry":[', '"entry":[,'),
    'FILE_MALFORMED',
  ],
  ['a wrong bracket', '{"entry":[}', 'FILE_MALFORMED'],
  ['text after its end', `${whole}{}`, 'FILE_MALFORMED'],
  ['entries twice', `{"entry":[],"entry":[]}`, 'FILE_MALFORMED'],
  ['200 levels', `{"x":${nested(200)}}`, 'TOO_DEEP'],
  ['200 levels in an entry', `{"entry":[${nested(200)}]}`, 'TOO_DEEP'],
  ['another resource', JSON.stringify(organization(1)), 'HEADER_MISSING'],
  ['a timestamp that is none', bundle([], { timestamp: 'i går' }), 'HEADER_MISSING'],
  ['a kind of Bundle that is no register', bundle([], { type: 'message' }), 'FILE_UNKNOWN'],
]

describe('eerFeed refuses', () => {
  for (const [what, content, rule] of refused) {
    it(`${what}: ${rule}`, () => refusedBy(rule, () => itemsOf(eerFeed, fileOf(content))))
  }

  it('one text of 100 MB: TOO_LONG, in little memory', async () => {
    const before = process.memoryUsage().rss
    const piece = 'a'.repeat(1_000_000)
    await refusedBy('TOO_LONG', () =>
      itemsOf(eerFeed, streamed(['{"entry":[{"name":"'], piece, 100)),
    )
    assert.ok(process.memoryUsage().rss - before < 150_000_000)
  })
})

describe('eerFeed reads', () => {
  it('100 MB on one line, one entry at a time', async () => {
    const start = '{"resourceType":"Bundle","type":"collection","entry":['
    const entries = `${JSON.stringify(entryOf(endpoint(1)))},`.repeat(1000)
    const count = Math.ceil(100_000_000 / entries.length)
    const file = streamed([start], entries, count, `${JSON.stringify(entryOf(organization(1)))}]}`)
    let mailboxes = 0
    for await (const batch of eerFeed.read(file, contextOf())) {
      mailboxes += batch.filter(({ kind }) => kind === 'mailbox').length
    }
    assert.equal(mailboxes, count * 1000)
    assert.ok(process.memoryUsage().rss < 500_000_000)
  })

  it('a Bundle in pieces of one byte as it reads it whole', async () => {
    const bytes = Buffer.from(bundle([organization(1, { name: 'Ærø "Æ" \\ ]},' }), endpoint(1)]))
    const pieces: InputFile = {
      ...fileOf(bytes),
      open: async () => Readable.from(Array.from(bytes, (byte) => Buffer.from([byte]))),
    }
    assert.deepEqual(await itemsOf(eerFeed, pieces), await itemsOf(eerFeed, fileOf(bytes)))
  })

  it('an empty list of entries', async () => {
    assert.equal((await itemsOf(eerFeed, fileOf(bundle([])))).length, 1)
  })
})

function streamed(starts: readonly string[], piece: string, count: number, end = ''): InputFile {
  function* pieces() {
    for (const start of starts) yield Buffer.from(start)
    const bytes = Buffer.from(piece)
    for (let done = 0; done < count; done++) yield bytes
    yield Buffer.from(end)
  }
  return {
    name: 'bundle.json',
    sizeBytes: 0,
    encoding: 'utf-8',
    open: async () => Readable.from(pieces()),
  }
}
