import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ConfigError, type Env, EnvReader } from '../kit/config.ts'
import { directoryConfigFrom } from './config.ts'

const configOf = (env: Env, file = '[]') => {
  const read = new EnvReader(env)
  const config = directoryConfigFrom(read, () => file)
  read.done()
  return config
}

describe('directoryConfigFrom()', () => {
  it('needs nothing to be set', () => {
    assert.deepEqual(configOf({}), {
      ...{ poolSize: 10, statementTimeoutMs: 10_000, freshForDays: 3, hubRules: [] },
    })
  })

  it('reports every problem at once', () => {
    const env = { FRESH_FOR_DAYS: 'three', DATABASE_POOL_SIZE: '0', HUB_RULES_FILE: 'rules.json' }
    assert.throws(
      () => configOf(env, '{}'),
      (error) => error instanceof ConfigError && error.problems.length === 3,
    )
  })
})
