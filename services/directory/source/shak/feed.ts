import type { FeedItem, FileHeader } from '../../domain/statement/facts.ts'
import { ImportRefused } from '../../errors/importing.ts'
import { rejected } from '../csv/rejected.ts'
import { textLines } from '../csv/text-lines.ts'
import type { Feed, InputFile } from '../feed.ts'
import { periodsOfCodes } from './periods.ts'
import { shakLine } from './shak-line.ts'

// Record type, code, three dates: so begins every line.
const SHAPE = /^(sgh|afd)[0-9A-ZÆØÅ ]{20}\d{24}/im

const HEADER: FileHeader = {
  kind: 'header',
  snapshotDate: null,
  snapshotInstant: null,
  speaksFor: ['shak'],
  isDelta: false,
}

/**
 * Reads the fixed-width SHAK file, `shakcomplete.txt`.
 *
 * Of two lines whose periods share a day, for one code, the first in the file counts and the other is rejected as a
 * duplicate: the file's own rule is that they do not.
 */
export const shakFeed: Feed = {
  format: 'shak',
  order: 1,
  recognises: (head) => SHAPE.test(head.slice(0, 2048)),
  read: (file) => itemsOf(file),
}

async function* itemsOf(file: InputFile): AsyncGenerator<readonly FeedItem[]> {
  const takeIn = periodsOfCodes()
  yield [HEADER]
  let count = 0
  for await (const lines of textLines(file)) {
    const full = lines.filter(({ text }) => text.trim() !== '')
    count += full.length
    yield full.map((line) => {
      const item = shakLine(line)
      if (item.kind === 'rejection' || takeIn(item)) return item
      const state = 'an earlier line has a period that shares days with this one'
      const subject = { kind: 'shak', key: item.code } as const
      const duplicate = { rule: 'ID_DUPLICATE', noun: 'SHAK code', value: item.code } as const
      return rejected(line.line, { ...duplicate, state, subject })
    })
  }
  if (count === 0) {
    throw new ImportRefused('FILE_EMPTY', `Cannot read file "${file.name}": is empty`)
  }
}
