import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import { lanes } from './lanes.ts'

/** Pieces that wait until they are worked at, found slowly. */
function bench(pieces: readonly string[], options: { readonly hanging?: string } = {}) {
  const waiting = new Set(pieces)
  const done: string[] = []
  const atOnce = { now: 0, most: 0 }
  const release = Promise.withResolvers<void>()
  const stopping = new AbortController()
  const errors: unknown[] = []
  const made = lanes<string>({
    ...{ count: 3, keyOf: (piece) => piece, signal: stopping.signal },
    onError: (error) => void errors.push(error),
    more: async (underWay) => {
      const found = [...waiting].slice(0, 2 + underWay)
      for (let turns = 0; turns < 5; turns += 1) await turn()
      return found
    },
    work: async (piece) => {
      atOnce.now += 1
      atOnce.most = Math.max(atOnce.most, atOnce.now)
      if (piece === options.hanging) await release.promise
      else await turn()
      if (piece === 'wrong') throw new Error('wrong')
      waiting.delete(piece)
      done.push(piece)
      atOnce.now -= 1
    },
  })
  return { ...made, waiting, done, atOnce, errors, stopping, release: release.resolve }
}

const NUMBERS = Array.from({ length: 40 }, (_, index) => String(index))

describe('lanes()', () => {
  it('works at every piece once, several at a time and no more', async () => {
    const { wake, idle, done, atOnce } = bench(NUMBERS)
    wake()
    await idle()
    assert.deepEqual([...done].sort(), [...NUMBERS].sort())
    assert.ok(atOnce.most > 1 && atOnce.most <= 3, String(atOnce.most))
  })

  it('goes on beside a piece that hangs', async () => {
    const { wake, idle, done, release, waiting } = bench(NUMBERS, { hanging: '0' })
    wake()
    while (done.length < NUMBERS.length - 1) await turn()
    waiting.add('late')
    while (!done.includes('late')) {
      wake()
      await turn()
    }
    assert.equal(done.includes('0'), false)
    release()
    await idle()
    assert.equal(done.at(-1), '0')
  })

  it('tells what a piece throws, and goes on when it is woken', async () => {
    const { wake, idle, done, errors, waiting } = bench(['wrong', 'right'])
    wake()
    await idle()
    assert.ok(errors.length >= 1)
    assert.deepEqual(done, ['right'])
    waiting.delete('wrong')
    waiting.add('later')
    wake()
    await idle()
    assert.deepEqual(done, ['right', 'later'])
  })

  it('begins nothing once it is stopped', async () => {
    const { wake, idle, done, stopping } = bench(NUMBERS)
    wake()
    stopping.abort()
    await idle()
    assert.ok(done.length <= 3, String(done.length))
  })
})
