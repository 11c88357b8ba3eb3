import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { EnvReader } from '../config.ts'
import { telemetryConfigFrom } from './config.ts'

const problemsOf = (env: Record<string, string>): unknown => {
  const read = new EnvReader(env)
  telemetryConfigFrom(read, 'x')
  try {
    return read.done()
  } catch (error) {
    return String(error)
  }
}

describe('telemetryConfigFrom()', () => {
  it('exports nothing unless an endpoint is named', () => {
    assert.deepEqual(telemetryConfigFrom(new EnvReader({}), 'gateway'), {
      serviceName: 'gateway',
      traces: null,
      kept: 0,
    })
  })

  it('reads the names of OpenTelemetry', () => {
    const env = {
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318',
      OTEL_TRACES_SAMPLER_ARG: '.25',
      OTEL_BSP_SCHEDULE_DELAY: '100',
      OTEL_SERVICE_NAME: 'mine',
    }
    assert.deepEqual(telemetryConfigFrom(new EnvReader(env), 'gateway'), {
      serviceName: 'mine',
      traces: { endpoint: new URL('http://127.0.0.1:4318'), ratio: 0.25, delayMs: 100 },
      kept: 0,
    })
  })

  it('refuses a ratio outside 0..1 and an endpoint that is no URL', () => {
    for (const ratio of ['1.1', '-0.5', '5%', '1e-3', '.']) {
      assert.match(String(problemsOf({ OTEL_TRACES_SAMPLER_ARG: ratio })), /must be a number/)
    }
    assert.match(String(problemsOf({ OTEL_EXPORTER_OTLP_ENDPOINT: 'here' })), /must be a URL/)
    assert.equal(problemsOf({ OTEL_TRACES_SAMPLER_ARG: '1' }), undefined)
  })
})
