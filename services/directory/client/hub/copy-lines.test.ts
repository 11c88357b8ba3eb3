import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { CopyTorn, CopyUnreadable } from '../../errors/copying.ts'
import { headerFrom, lineBatches, trailerFrom } from './copy-lines.ts'

async function linesOf(chunks: readonly (string | Buffer)[]): Promise<readonly string[]> {
  async function* stream() {
    for (const chunk of chunks) yield Buffer.from(chunk)
  }
  const lines: string[] = []
  for await (const batch of lineBatches(stream())) lines.push(...batch)
  return lines
}

const HEADER = {
  ...{ fundament: 'copy', format: 1, revision: 3, after: null, recordedAt: '2026-11-23T00:00:00Z' },
  ...{ sources: ['sor'], voidBefore: 0, tables: { source: ['name'] } },
}

describe('lineBatches()', () => {
  it('joins lines that come in parts, also within a letter', async () => {
    const ø = Buffer.from('ø')
    assert.deepEqual(await linesOf(['a', 'b\nc', ø.subarray(0, 1), ø.subarray(1), '\n', 'd\n']), [
      'ab',
      'cø',
      'd',
    ])
  })

  it('throws CopyTorn on a last line without an end', async () => {
    await assert.rejects(linesOf(['a\nb']), CopyTorn)
  })
})

describe('headerFrom()', () => {
  it('takes a header of ours', () => {
    assert.deepEqual(headerFrom(JSON.stringify(HEADER)), HEADER)
  })

  for (const [what, line] of [
    ['another format', JSON.stringify({ ...HEADER, format: 2 })],
    ['no copy', '{"errors":[]}'],
    ['no JSON', '<html>'],
    ['a number', '7'],
    ['no sources', JSON.stringify({ ...HEADER, sources: null })],
    ['a negative revision', JSON.stringify({ ...HEADER, revision: -1 })],
  ] as const) {
    it(`throws CopyUnreadable on ${what}`, () => {
      assert.throws(() => headerFrom(line), CopyUnreadable)
    })
  }
})

describe('trailerFrom()', () => {
  const line = '{"end":true,"lines":2,"checksums":{}}'
  it('takes a trailer that counts as many lines as came', () => {
    assert.deepEqual(trailerFrom(line, 2), { end: true, lines: 2, checksums: {} })
  })

  for (const [what, last, lines] of [
    ['too few lines', line, 1],
    ['no trailer', '{"table":"source","row":{}}', 2],
    ['nothing', undefined, 0],
  ] as const) {
    it(`throws CopyTorn on ${what}`, () => {
      assert.throws(() => trailerFrom(last, lines), CopyTorn)
    })
  }
})
