import type { FeedItem } from '../../domain/statement/facts.ts'
import { decodedText } from '../csv/decoded-text.ts'
import type { Feed, InputFile } from '../feed.ts'
import { guardedParser } from '../xml/guarded-parser.ts'
import { rootElement } from '../xml/root-element.ts'
import { yderReader } from './yder-reader.ts'

const ROOTS: ReadonlySet<string | null> = new Set(['etds1040025XML', 'etds1040013XML'])

/** Reads the yder register XML: ydernumre with their periods, and the persons behind them only where they are asked for. */
export const yderFeed: Feed = {
  format: 'yder',
  order: 1,
  holdsPersons: true,
  recognises: (head) => ROOTS.has(rootElement(head)),
  read: (file, { readsPersons = false }) => itemsOf(file, readsPersons),
}

async function* itemsOf(
  file: InputFile,
  readsPersons: boolean,
): AsyncGenerator<readonly FeedItem[]> {
  const reader = yderReader(file.name, readsPersons)
  const parser = guardedParser(file.name, reader)
  for await (const text of decodedText(file)) {
    parser.write(text)
    yield reader.take()
  }
  parser.end()
  reader.finish()
  yield reader.take()
}
