import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { FOLDED_LETTERS, foldText } from '../../domain/search/fold.ts'
import { openRegister } from '../import-harness.ts'

describe('fold_text()', () => {
  let register: Awaited<ReturnType<typeof openRegister>>
  before(async () => {
    register = await openRegister()
  })
  after(() => register[Symbol.asyncDispose]())

  const folded = async (texts: readonly string[]): Promise<readonly string[]> => {
    const { rows } = await sql<{ folded: string }>`
      select fold_text(text) as folded from unnest(${[...texts]}::text[]) with ordinality as each (text, place)
      order by place`.execute(register.db)
    return rows.map(({ folded }) => folded)
  }

  it('folds as the domain does, whatever the text', async () => {
    const letters = [
      ...FOLDED_LETTERS.map(([letter]) => letter),
      ..."éÉüÿñçŠ'’´`&/.-12 aZ\u0301\u030a",
    ]
    const danish = fc.string({ unit: fc.constantFrom(...letters), maxLength: 20 })
    const any = fc
      .string({ unit: 'grapheme', maxLength: 20 })
      .filter((text) => !text.includes('\0'))
    const texts = fc.array(fc.oneof(danish, any), { minLength: 50, maxLength: 50 })
    await fc.assert(
      fc.asyncProperty(texts, async (all) => {
        assert.deepEqual(await folded(all), all.map(foldText))
      }),
      { numRuns: 40 },
    )
  })
})
