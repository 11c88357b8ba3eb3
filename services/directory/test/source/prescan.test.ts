import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { prescan } from '../../source/input/prescan.ts'
import { textOf } from '../../source/input/text-of.ts'
import { feedFor } from '../../source/registry.ts'
import { bundle } from './bundle.ts'
import { fileOf } from './register-file.ts'
import { owner, sorTree } from './sor-tree.ts'

const inPieces = (bytes: Buffer, size: number) => ({
  open: async () =>
    Readable.from(
      Array.from({ length: Math.ceil(bytes.length / size) }, (_, piece) =>
        bytes.subarray(piece * size, (piece + 1) * size),
      ),
    ),
})

describe('prescan()', () => {
  it('finds UTF-8 wherever the pieces are cut, and keeps the text', async () => {
    const sizes = fc.integer({ min: 1, max: 7 })
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1 }), sizes, async (text, size) => {
        const bytes = Buffer.from(text)
        const scan = await prescan(inPieces(bytes, size))
        assert.equal(scan.encoding, 'utf-8')
        assert.equal(scan.head, text.replace(/^\uFEFF/, ''))
        assert.equal(scan.sha256, createHash('sha256').update(bytes).digest('hex'))
        const file = { ...fileOf(bytes), ...inPieces(bytes, size) }
        if (!text.includes('\0') && !/^[\ufffe\ufeff]/.test(text)) {
          assert.equal((await Array.fromAsync(textOf(file, 'utf-8'))).join(''), text)
        }
      }),
    )
  })

  it('takes what is not UTF-8 for Windows-1252, a sequence cut at the end too', async () => {
    for (const bytes of [
      Buffer.from('Sm\xf8rrebr\xf8d', 'latin1'),
      Buffer.from('Ø').subarray(0, 1),
    ]) {
      assert.equal((await prescan(inPieces(bytes, 3))).encoding, 'windows-1252')
    }
  })

  it('keeps 64 KiB of the beginning, without cutting a letter', async () => {
    const bytes = Buffer.from(`x${'ø'.repeat(100_000)}`)
    const { head, sizeBytes } = await prescan(inPieces(bytes, 5000))
    assert.equal(head, `x${'ø'.repeat(32_767)}`)
    assert.equal(sizeBytes, 200_001)
  })
})

describe('feedFor()', () => {
  it('tells SOR XML and a Bundle by content, and nothing else for them', () => {
    assert.equal(feedFor(sorTree(owner('')))?.format, 'sor-xml')
    assert.equal(feedFor(bundle([]))?.format, 'eer')
    assert.equal(feedFor('{"resourceType":"Patient"}'), null)
    assert.equal(feedFor('<html><body>SorTree</body></html>'), null)
    assert.equal(feedFor('\x7fELF'), null)
  })
})
