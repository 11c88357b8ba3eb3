import assert from 'node:assert/strict'
import { resolve } from 'node:path'
import { describe, it } from 'node:test'
import { ConfigError } from '../services/kit/config.ts'
import { infraConfigFrom } from './config.ts'

describe('infraConfigFrom()', () => {
  it('needs nothing', () => {
    assert.deepEqual(infraConfigFrom({}), {
      port: 4000,
      internalPort: null,
      dataDir: resolve('data'),
      database: { kind: 'embedded', port: null },
      logLevel: 'info',
    })
  })

  it('leaves the embedded server out when one is given, and hides its password', () => {
    const { database } = infraConfigFrom({ DATABASE_URL: 'postgres://u:hidden@db/x' })
    assert.equal(database.kind, 'given')
    assert.ok(!JSON.stringify(database).includes('hidden'))
  })

  it('reports every problem at once and no secret', () => {
    const env = { PORT: 'x', INTERNAL_PORT: '0', DATABASE_URL: 'mysql://hidden', LOG_LEVEL: 'loud' }
    assert.throws(
      () => infraConfigFrom(env),
      (error) => {
        assert.ok(error instanceof ConfigError)
        assert.equal(error.problems.length, 4)
        return !error.message.includes('hidden')
      },
    )
  })
})
