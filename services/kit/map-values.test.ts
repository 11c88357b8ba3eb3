import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { endingOnReturn } from './ending-on-return.ts'
import { mapValues } from './map-values.ts'

async function* count(to: number) {
  for (let number = 1; number <= to; number += 1) yield number
}

const silent = (signal: AbortSignal, onLeft: () => void) =>
  (async function* () {
    await new Promise((resolve) => signal.addEventListener('abort', resolve))
    onLeft()
    yield* count(0)
  })()

describe('mapValues()', () => {
  it('makes others of all values, and tells once that they ended', async () => {
    let ended = 0
    const doubled = mapValues(
      count(3),
      (number) => number * 2,
      () => {
        ended += 1
      },
    )
    assert.deepEqual(await Array.fromAsync(doubled), [2, 4, 6])
    await doubled.return?.()
    assert.equal(ended, 1)
  })

  it('ends the source where a value cannot be made', async () => {
    let left = false
    async function* source() {
      try {
        yield* count(3)
      } finally {
        left = true
      }
    }
    const failing = mapValues(source(), () => {
      throw new RangeError('no')
    })
    await assert.rejects(failing.next(), RangeError)
    assert.equal(left, true)
    assert.deepEqual(await failing.next(), { done: true, value: undefined })
  })
})

describe('endingOnReturn()', () => {
  it('ends what waits for its next value', async () => {
    let left = false
    const waiting = endingOnReturn((signal) =>
      silent(signal, () => {
        left = true
      }),
    )
    const next = waiting.next()
    await waiting.return?.()
    assert.deepEqual(await next, { done: true, value: undefined })
    assert.equal(left, true)
  })
})
