import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, it } from 'node:test'
import { CallerUnknown, callersFrom, noCallers, parseCallers } from './callers.ts'
import { ConfigError, EnvReader } from './config.ts'

const sha256 = (key: string) => createHash('sha256').update(key).digest('hex')
const entry = (name: string, key: string) => ({ name, keySha256: sha256(key), grants: ['a', 'b'] })

describe('parseCallers()', () => {
  it('knows each caller by its key', () => {
    const callers = parseCallers(JSON.stringify([entry('One', 'k1'), entry('Two', 'k2')]))
    assert.ok(typeof callers !== 'string')
    assert.equal(callers.callerOf('Bearer k2')?.name, 'Two')
    assert.deepEqual([...(callers.callerOf('bearer  k1')?.grants ?? [])], ['a', 'b'])
    assert.equal(callers.callerOf(undefined), null)
    for (const header of ['Bearer k3', 'Bearer', '', 'Basic k1', 'Bearer k1 k2', sha256('k1')]) {
      assert.throws(() => callers.callerOf(header), CallerUnknown, header)
    }
  })

  for (const [why, text] of [
    ['is not JSON', '[{]'],
    ['is not a list', '{}'],
    ['has no name in entry 1', '[{}]'],
    ['has no name in entry 1', '[null]'],
    ['has no keySha256 of 64', JSON.stringify([{ name: 'One', keySha256: 'k1', grants: [] }])],
    ['has no list of grants', JSON.stringify([{ ...entry('One', 'k'), grants: [7] }])],
    ['names a caller twice', JSON.stringify([entry('One', 'k1'), entry('One', 'k2')])],
  ] as const) {
    it(`refuses a file that ${why}: ${text.slice(0, 12)}`, () => {
      const wrong = parseCallers(text)
      assert.ok(typeof wrong === 'string')
      assert.ok(wrong.startsWith(why), wrong)
      assert.doesNotMatch(wrong, /[0-9a-f]{64}/)
    })
  }
})

describe('callersFrom()', () => {
  const env = { FUNDAMENT_CALLERS_FILE: 'callers.json' }

  it('makes everybody anonymous where no file is named', () => {
    assert.equal(
      callersFrom(new EnvReader({}), () => ''),
      noCallers,
    )
    assert.throws(() => noCallers.callerOf('Bearer k'), CallerUnknown)
  })

  it('reports a file that is not there, and one that is wrong', () => {
    const absent = () => {
      throw new Error('ENOENT')
    }
    for (const readFile of [absent, () => '{}']) {
      const read = new EnvReader(env)
      callersFrom(read, readFile)
      assert.throws(() => read.done(), ConfigError)
    }
  })
})
