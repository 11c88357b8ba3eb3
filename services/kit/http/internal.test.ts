import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { createMetrics } from '../telemetry/metrics.ts'
import { internalHandler, type ReadinessCheck } from './internal.ts'
import { listen } from './listen.ts'

describe('internalHandler()', async () => {
  const metrics = createMetrics({ 'service.name': 'test' })
  const checks: ReadinessCheck[] = []
  const handler = internalHandler({ metrics, checks, checkTimeoutMs: 100 })
  const listener = await listen(handler, { host: '127.0.0.1', port: 0 })
  after(async () => {
    await listener.close(0)
    await metrics[Symbol.asyncDispose]()
  })

  const get = async (path: string) => {
    const response = await fetch(new URL(path, listener.url))
    return { status: response.status, text: await response.text() }
  }

  it('answers /livez whatever the checks say', async () => {
    checks.splice(0, 1, { name: 'database', check: () => Promise.reject(new Error('secret host')) })
    assert.equal((await get('/livez')).status, 200)
  })

  it('answers /readyz by the checks, and tells which one failed but not why', async () => {
    checks.splice(0, checks.length, { name: 'register', check: async () => {} })
    assert.deepEqual(await get('/readyz'), {
      status: 200,
      text: '{"status":"ok","checks":{"register":"ok"}}',
    })
    checks.push({ name: 'database', check: () => Promise.reject(new Error('secret host')) })
    assert.deepEqual(await get('/readyz?verbose'), {
      status: 503,
      text: '{"status":"not ready","checks":{"register":"ok","database":"failed"}}',
    })
  })

  it('takes a check that hangs for one that failed', async () => {
    checks.splice(0, checks.length, { name: 'slow', check: () => new Promise(() => {}) })
    assert.equal((await get('/readyz')).status, 503)
  })

  it('serves metrics as text, and nothing else', async () => {
    metrics.sql({ operation: 'select', failed: false, durationMs: 3 })
    const { status, text } = await get('/metrics')
    assert.equal(status, 200)
    assert.match(text, /^db_client_operation_duration_seconds_bucket\{.*le="0.005"\} 1$/m)
    assert.equal((await get('/graphql')).status, 404)
  })
})
