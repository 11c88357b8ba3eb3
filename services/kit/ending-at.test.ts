import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { endingAt } from './ending-at.ts'

const inMs = (ms: number) => new Date(Date.now() + ms)

async function* silent(onEnd: () => void): AsyncGenerator<string, void> {
  const ended = Promise.withResolvers<void>()
  try {
    yield 'first'
    await ended.promise
  } finally {
    onEnd()
  }
}

const read = async (values: AsyncIterable<string>): Promise<string[]> => {
  const all: string[] = []
  for await (const value of values) all.push(value)
  return all
}

describe('endingAt()', () => {
  it('says the last when its time has come, though the source is silent', async () => {
    const source = silent(() => {})
    const values = endingAt(source, { at: inMs(30), last: () => 'last' })
    assert.deepEqual(await read(values), ['first', 'last'])
  })

  it('says only the last where its time is past', async () => {
    const values = endingAt(
      silent(() => {}),
      { at: inMs(-1), last: () => 'last' },
    )
    assert.deepEqual(await read(values), ['last'])
  })

  it('does not say the last where the source ends before', async () => {
    const source = async function* () {
      yield 'only'
    }
    assert.deepEqual(await read(endingAt(source(), { at: inMs(60_000), last: () => 'last' })), [
      'only',
    ])
  })

  it('ends the source when the reader has had enough', async () => {
    let ends = 0
    const values = endingAt(
      silent(() => {
        ends += 1
      }),
      { at: inMs(60_000), last: () => 'last' },
    )
    assert.deepEqual(await values.next(), { done: false, value: 'first' })
    await values.return?.()
    assert.deepEqual(await values.next(), { done: true, value: undefined })
    assert.equal(ends, 1)
  })

  it('fails as the source fails', async () => {
    const source = async function* (): AsyncGenerator<string, void> {
      yield 'first'
      throw new RangeError('broken')
    }
    const values = endingAt(source(), { at: inMs(60_000), last: () => 'last' })
    await values.next()
    await assert.rejects(values.next(), RangeError)
  })
})
