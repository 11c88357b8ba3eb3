import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { describe, it } from 'node:test'
import type { RefusalRule } from '../../errors/importing.ts'
import type { InputFile } from '../../source/feed.ts'
import { sorXmlFeed } from '../../source/sor-xml/feed.ts'
import { refusedBy } from './refused-by.ts'
import { fileOf, itemsOf, ofKind, sorIdOf } from './register-file.ts'
import { institution, owner, sorTree, unit } from './sor-tree.ts'

const whole = sorTree(owner(institution(unit(''))))
const entities = `<?xml version="1.0"?><!DOCTYPE SorTree [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<SorTree xmlns="urn:oio:sundhedsstyrelsen:organisation:1.0.0"><SnapshotDate>&b;</SnapshotDate></SorTree>`

const refused: readonly (readonly [string, string | Buffer, RefusalRule])[] = [
  ['a file cut in two', whole.slice(0, whole.length / 2), 'FILE_TRUNCATED'],
  [
    'a file without its last tag',
    whole.slice(0, whole.lastIndexOf('</SorTree>')),
    'FILE_TRUNCATED',
  ],
  ['an empty file', '', 'FILE_EMPTY'],
  ['a file of blanks', ' \n\n ', 'FILE_EMPTY'],
  [
    'a binary file',
    Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0, 1, 0xff, 0xd8]),
    'FILE_MALFORMED',
  ],
  [
    'bytes that are not UTF-8',
    Buffer.from(whole.replace('Region', 'Région'), 'latin1'),
    'FILE_ENCODING',
  ],
  [
    'UTF-16',
    Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(whole, 'utf16le')]),
    'FILE_ENCODING',
  ],
  ['crossed tags', whole.replace('</SorTree>', '</SorBush>'), 'FILE_MALFORMED'],
  ['entities that multiply', entities, 'FILE_MALFORMED'],
  ['a document type', whole.replace('<SorTree', '<!DOCTYPE SorTree><SorTree'), 'FILE_MALFORMED'],
  ['elements 200 levels deep', sorTree(owner('<HealthInstitutionEntity>'.repeat(200))), 'TOO_DEEP'],
  ['unknown elements 200 levels deep', sorTree('<x>'.repeat(200) + '</x>'.repeat(200)), 'TOO_DEEP'],
  ['no SnapshotDate', whole.replace(/<SnapshotDate>.*<\/SnapshotDate>/, ''), 'HEADER_MISSING'],
  [
    'a SnapshotDate that is no day',
    whole.replace('<SnapshotDate>2026-11-01', '<SnapshotDate>I går'),
    'HEADER_MISSING',
  ],
  [
    'another root element',
    '<Tree><SnapshotDate>2026-11-01</SnapshotDate></Tree>',
    'HEADER_MISSING',
  ],
]

describe('sorXmlFeed refuses', () => {
  for (const [what, content, rule] of refused) {
    it(`${what}: ${rule}`, () =>
      refusedBy(rule, () =>
        itemsOf(
          sorXmlFeed,
          fileOf(content, { encoding: Buffer.isBuffer(content) ? 'windows-1252' : 'utf-8' }),
        ),
      ))
  }

  it('a text of 100 MB on one line: TOO_LONG, in little memory', async () => {
    const before = process.memoryUsage().rss
    await refusedBy('TOO_LONG', () => itemsOf(sorXmlFeed, endless('<EntityName>')))
    assert.ok(process.memoryUsage().rss - before < 100_000_000)
  })

  it('a tag of 100 MB: TOO_LONG', () =>
    refusedBy('TOO_LONG', () => itemsOf(sorXmlFeed, endless('<EntityName a="'))))

  it('a comment of 100 MB: TOO_LONG', () =>
    refusedBy('TOO_LONG', () => itemsOf(sorXmlFeed, endless('<!--'))))
})

describe('sorXmlFeed reads', () => {
  it('100 MB of units on one line, in little memory', async () => {
    let organisations = 0
    for await (const batch of sorXmlFeed.read(oneLine(), {
      columnOverrides: new Map(),
      codeLists: new Map(),
    })) {
      organisations += ofKind(batch, 'organisation').length
    }
    assert.equal(organisations, 1 + LINES)
    assert.ok(process.memoryUsage().rss < 500_000_000)
  })

  it('another encoding where the file declares it', async () => {
    const latin = whole.replace('UTF-8', 'ISO-8859-1').replace('Region', 'Région')
    const file = fileOf(Buffer.from(latin, 'latin1'), { encoding: 'windows-1252' })
    const [fact] = ofKind(await itemsOf(sorXmlFeed, file), 'organisation')
    assert.equal(fact?.name, 'Région Eksempel')
  })
})

const UNIT = institution('', { id: sorIdOf(2) })
/** So many that they make 100 MB. */
const LINES = 1000 * Math.ceil(100_000 / UNIT.length)

const streamed = (pieces: () => Iterable<string>): InputFile => ({
  name: 'register.xml',
  sizeBytes: 0,
  encoding: 'utf-8',
  open: async () => Readable.from(bytesOf(pieces())),
})

function* bytesOf(pieces: Iterable<string>): Generator<Buffer> {
  for (const piece of pieces) yield Buffer.from(piece)
}

const [beforeUnits = '', afterUnits = ''] = sorTree(owner('|')).split('|')

const endless = (start: string): InputFile =>
  streamed(function* () {
    yield beforeUnits.replaceAll('\n', '') + start
    const piece = 'a'.repeat(1_000_000)
    for (let count = 0; count < 100; count++) yield piece
  })

const oneLine = (): InputFile =>
  streamed(function* () {
    yield beforeUnits
    const piece = UNIT.repeat(1000)
    for (let count = 0; count < LINES / 1000; count++) yield piece
    yield afterUnits
  })
