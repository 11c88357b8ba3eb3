import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readTogether } from './read-together.ts'

describe('readTogether()', () => {
  it('reads once what is asked for at one time, and anew what is asked for later', async () => {
    const read: string[][] = []
    const together = readTogether<string>()
    const ask = (...keys: string[]) =>
      together(keys, async (all) => {
        read.push([...all])
        return new Map(all.map((key) => [key, key.toUpperCase()]))
      })
    const [first, second] = await Promise.all([ask('a', 'b'), ask('b', 'c')])
    assert.equal(first.get('a'), 'A')
    assert.equal(second.get('c'), 'C')
    await ask('a')
    assert.deepEqual(read, [['a', 'b', 'c'], ['a']])
  })

  it('reads no more than 1000 keys with others', async () => {
    const sizes: number[] = []
    const together = readTogether<string>()
    const read = async (all: readonly string[]) => {
      sizes.push(all.length)
      return new Map<string, string>()
    }
    const keys = (from: number) => Array.from({ length: 600 }, (_, place) => String(from + place))
    await Promise.all([together(keys(0), read), together(keys(600), read)])
    assert.deepEqual(sizes, [600, 600])
  })

  it('fails for those who asked at that time only', async () => {
    const together = readTogether<string>()
    const gone = () => Promise.reject(new Error('gone'))
    await assert.rejects(together(['a'], gone), /gone/)
    assert.equal((await together(['a'], async () => new Map([['a', 'A']]))).get('a'), 'A')
  })
})
