import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ConfigError, type Env, EnvReader } from '../kit/config.ts'
import { recordConfigFrom } from './config.ts'

const configOf = (env: Env) => {
  const read = new EnvReader(env)
  const config = recordConfigFrom(read)
  read.done()
  return config
}

const problemsOf = (env: Env): readonly string[] => {
  try {
    configOf(env)
    return []
  } catch (error) {
    assert.ok(error instanceof ConfigError)
    return error.problems
  }
}

describe('recordConfigFrom()', () => {
  it('gives every source the deadline of all, and some their own', () => {
    const { limits } = configOf({
      RECORD_DEADLINE_MS: '4000',
      RECORD_DEADLINES: 'dds=1000, fmk=2000',
    })
    assert.deepEqual(
      [limits.dds, limits.fmk, limits.mhd].map(({ deadlineMs }) => deadlineMs),
      [1_000, 2_000, 4_000],
    )
    assert.equal(limits.dds.attemptMs, 600)
  })

  it('stays below the deadline of the gateway by default', () => {
    for (const { deadlineMs } of Object.values(configOf({}).limits)) assert.ok(deadlineMs < 10_000)
  })

  it('refuses every environment but the sandbox, by the name of the setting', () => {
    assert.match(
      problemsOf({ PLATFORM_PROFILE: 'test1' })[0] ?? '',
      /^PLATFORM_PROFILE must be sandbox/,
    )
  })

  it('refuses deadlines of no source, of no time, and without one', () => {
    for (const RECORD_DEADLINES of ['xds=1000', 'dds=1', 'dds', 'dds=1000;fmk=1000']) {
      assert.match(problemsOf({ RECORD_DEADLINES })[0] ?? '', /^RECORD_DEADLINES must be/)
    }
  })

  it('pulls no changes where that is off', () => {
    assert.equal(configOf({ RECORD_CHANGES: 'off' }).pulling, null)
    const topics = configOf({ RECORD_CHANGE_TOPICS: 'a:B, c:D' }).pulling?.topics
    assert.deepEqual(topics, ['a:B', 'c:D'])
  })
})
