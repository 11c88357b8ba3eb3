import assert from 'node:assert/strict'
import { resolve } from 'node:path'
import { describe, it } from 'node:test'
import { ConfigError } from '../services/kit/config.ts'
import { dataConfigFrom, directoryServeConfigFrom } from './config.ts'

describe('dataConfigFrom()', () => {
  it('needs nothing', () => {
    assert.deepEqual(dataConfigFrom({}), {
      dataDir: resolve('data'),
      database: { kind: 'embedded', port: null },
      logLevel: 'info',
    })
  })

  it('leaves the embedded server out when one is given, and hides its password', () => {
    const { database } = dataConfigFrom({ DATABASE_URL: 'postgres://u:hidden@db/x' })
    assert.equal(database.kind, 'given')
    assert.ok(!JSON.stringify(database).includes('hidden'))
  })
})

describe('directoryServeConfigFrom()', () => {
  it('serves on port 4000 of this machine, operations on a free one', () => {
    const { port, internalPort, host } = directoryServeConfigFrom({}, 'fundament')
    assert.deepEqual([port, internalPort, host], [4000, null, '127.0.0.1'])
  })

  it('reports every problem at once and no secret', () => {
    const env = {
      PORT: 'x',
      INTERNAL_PORT: '0',
      DATABASE_URL: 'mysql://hidden',
      LOG_LEVEL: 'loud',
      GATEWAY_ENGINE: 'steam',
      REGISTER_FRESH_FOR_DAYS: '-1',
    }
    assert.throws(
      () => directoryServeConfigFrom(env, 'fundament'),
      (error) => {
        assert.ok(error instanceof ConfigError)
        assert.equal(error.problems.length, 6)
        return !error.message.includes('hidden')
      },
    )
  })
})
