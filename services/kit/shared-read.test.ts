import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sharedRead } from './shared-read.ts'

/** Readings that end when the test says so; each gives the number of the reading. */
function readings() {
  const begun: PromiseWithResolvers<number>[] = []
  const read = sharedRead(() => {
    const reading = Promise.withResolvers<number>()
    begun.push(reading)
    return reading.promise
  })
  const end = async (number: number) => {
    begun[number]?.resolve(number)
    await new Promise(setImmediate)
  }
  return { begun, read, end }
}

describe('sharedRead()', () => {
  it('answers nobody with a reading that began before the question', async () => {
    const { begun, read, end } = readings()
    const first = read()
    const [second, third] = [read(), read()]
    assert.equal(begun.length, 1)
    await end(0)
    assert.equal(await first, 0)
    await end(1)
    assert.deepEqual(await Promise.all([second, third]), [1, 1])
    assert.equal(begun.length, 2)
    const later = read()
    await end(2)
    assert.equal(await later, 2)
  })

  it('fails for those who share it, and reads again for the next', async () => {
    const { begun, read, end } = readings()
    const first = read()
    const second = read()
    begun[0]?.reject(new Error('gone'))
    await assert.rejects(first, /gone/)
    await end(1)
    assert.equal(await second, 1)
  })

  it('waits for no reading that hangs', async (t) => {
    const { begun, read, end } = readings()
    let now = 0
    t.mock.method(performance, 'now', () => now)
    void read()
    const waiting = read()
    now = 1_001
    const after = read()
    assert.equal(begun.length, 2)
    await end(1)
    assert.equal(await after, 1)
    await end(0)
    await end(2)
    assert.equal(await waiting, 2)
  })
})
