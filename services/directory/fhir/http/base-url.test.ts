import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { baseUrl } from './base-url.ts'

describe('baseUrl()', () => {
  for (const [host, base] of [
    ['directory.example', 'http://directory.example/fhir'],
    ['127.0.0.1:4000', 'http://127.0.0.1:4000/fhir'],
    ['[::1]:4000', 'http://[::1]:4000/fhir'],
    ['evil.example/path', 'http://localhost/fhir'],
    ['user@evil.example', 'http://localhost/fhir'],
    ['"><script>', 'http://localhost/fhir'],
    [undefined, 'http://localhost/fhir'],
  ] as const) {
    it(`makes ${base} of the host ${host}`, () => {
      assert.equal(baseUrl({ protocol: 'http', host }, null, '/fhir'), base)
    })
  }

  it('is what is configured, whatever the request names', () => {
    const asked = { protocol: 'http', host: 'elsewhere' }
    for (const url of ['https://hub.example', 'https://hub.example/']) {
      assert.equal(baseUrl(asked, new URL(url), '/fhir'), 'https://hub.example/fhir')
    }
    const below = new URL('https://hub.example/directory/')
    assert.equal(baseUrl(asked, below, '/fhir'), 'https://hub.example/directory/fhir')
  })
})
