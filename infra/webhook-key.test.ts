import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { keyBytes } from '../services/kit/key-bytes.ts'
import { directoryServeConfigFrom } from './config.ts'
import { withWebhookKey } from './webhook-key.ts'

const folder = mkdtempSync(join(tmpdir(), 'fundament-key-'))
after(() => rmSync(folder, { recursive: true }))

const keyOf = (env: Record<string, string>, dataDir = 'data') => {
  const whole = { FUNDAMENT_DATA_DIR: join(folder, dataDir), ...env }
  return withWebhookKey(directoryServeConfigFrom(whole, 'test')).webhooks?.key?.reveal() ?? null
}

const KEY = Buffer.alloc(32, 1).toString('base64')
const DATABASE_URL = 'postgres://somebody@127.0.0.1/somewhere'

describe('withWebhookKey()', () => {
  it('makes one beside the embedded database, for its owner alone, and keeps it', () => {
    const made = keyOf({})
    assert.equal(keyBytes(made ?? '')?.length, 32)
    assert.equal(keyOf({}), made)
    assert.notEqual(keyOf({}, 'other'), made)
    assert.equal(statSync(join(folder, 'data', 'webhook-secret.key')).mode & 0o777, 0o600)
  })

  it('takes the one that is set', () => {
    assert.equal(keyOf({ WEBHOOK_SECRET_KEY: KEY }), KEY)
    assert.equal(keyOf({ WEBHOOK_SECRET_KEY: KEY, DATABASE_URL }), KEY)
  })

  it('makes none beside a given database, nor where webhooks are off', () => {
    assert.equal(keyOf({ DATABASE_URL }), null)
    assert.equal(keyOf({ WEBHOOKS: 'off' }), null)
  })
})

describe('settings of webhooks', () => {
  for (const [env, problem] of [
    [{ WEBHOOK_SECRET_KEY: 'short' }, /WEBHOOK_SECRET_KEY must be 32 bytes.*\[secret\]/],
    [{ WEBHOOK_ALLOWED_NETWORKS: '10.0.0.0/8, here' }, /WEBHOOK_ALLOWED_NETWORKS.*"here"/],
    [{ WEBHOOKS: 'maybe' }, /WEBHOOKS must be one of on, off/],
    [{ WEBHOOKS_PER_CALLER: '0' }, /WEBHOOKS_PER_CALLER must be an integer/],
  ] as const) {
    it(`refuse ${JSON.stringify(env)}`, () => {
      assert.throws(() => keyOf({ ...env }), problem)
    })
  }
})
