import { type FileHandle, open } from 'node:fs/promises'
import type { RejectionSink } from '../services/directory/source/import/plan.ts'

/** A file that takes every rejected row, one a line, tab-separated. */
export interface RejectionsFile extends AsyncDisposable {
  readonly sink: RejectionSink
}

export async function openRejectionsFile(path: string): Promise<RejectionsFile> {
  const file: FileHandle = await open(path, 'w')
  await file.write(`${['file', 'line', 'rule', 'value', 'message'].join('\t')}\n`)
  return {
    async sink(rows, files) {
      const lines = rows.map((row) =>
        [files[row.file] ?? '', row.line, row.rule, row.value, row.message].map(cell).join('\t'),
      )
      await file.write(`${lines.join('\n')}\n`)
    },
    [Symbol.asyncDispose]: () => file.close(),
  }
}

const cell = (value: string | number): string => String(value).replace(/[\t\r\n]+/g, ' ')
