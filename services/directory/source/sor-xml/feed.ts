import type { FeedItem, FileHeader } from '../../domain/statement/facts.ts'
import { ImportRefused } from '../../errors/importing.ts'
import type { Feed, FileEncoding, InputFile } from '../feed.ts'
import { textOf } from '../input/text-of.ts'
import { guardedParser } from '../xml/guarded-parser.ts'
import { rootElement } from '../xml/root-element.ts'
import { dayOrNull } from './days.ts'
import { newCursor } from './step.ts'
import { treeReader } from './tree-reader.ts'
import { unitItems } from './unit-facts.ts'

const BATCH_ITEMS = 500

/** Reads SOR XML: the whole tree of units with their mailboxes, one snapshot a file. */
export const sorXmlFeed: Feed = {
  format: 'sor-xml',
  order: 1,
  recognises: (head) => rootElement(head) === 'SorTree',
  read,
}

/**
 * @throws {ImportRefused} HEADER_MISSING without SorTree or without a SnapshotDate before the first unit, and what
 *   `textOf` and `guardedParser` refuse
 */
async function* read(file: InputFile): AsyncGenerator<readonly FeedItem[]> {
  let items: FeedItem[] = []
  let hasHeader = false
  const cursor = newCursor((unit, parentId) => {
    if (!hasHeader) items.push(headerOf(file, cursor.tree.snapshotDate))
    hasHeader = true
    items.push(...unitItems(unit, parentId))
  })
  const reader = treeReader(cursor)
  const parser = guardedParser(file.name, reader.handlers)
  for await (const text of textOf(file, await encodingOf(file))) {
    parser.write(text)
    if (items.length < BATCH_ITEMS) continue
    yield items
    items = []
  }
  parser.end()
  if (!hasHeader) items.push(headerOf(file, cursor.tree.snapshotDate))
  yield [...items, ...reader.unknown()]
}

function headerOf(file: InputFile, written: string | null): FileHeader {
  const snapshotDate = written === null ? null : dayOrNull(written)
  if (snapshotDate === null) {
    const state =
      written === null ? 'no SnapshotDate before the first unit' : 'no day in SnapshotDate'
    throw new ImportRefused('HEADER_MISSING', `Cannot read file "${file.name}": ${state}`)
  }
  return {
    kind: 'header',
    snapshotDate,
    snapshotInstant: null,
    speaksFor: ['organisation', 'mailbox', 'replacement'],
    isDelta: false,
  }
}

const LATIN = /^[^<]*<\?xml[^>]*encoding\s*=\s*["'](iso-8859-1|iso-8859-15|windows-1252)["']/i

/** UTF-8 is the format's own; another one counts only where the file declares it. */
async function encodingOf(file: InputFile): Promise<FileEncoding> {
  if (file.encoding === 'utf-8') return 'utf-8'
  const stream = await file.open()
  for await (const bytes of stream as AsyncIterable<Buffer>) {
    stream.destroy()
    return LATIN.test(bytes.toString('latin1', 0, 200)) ? 'windows-1252' : 'utf-8'
  }
  return 'utf-8'
}
