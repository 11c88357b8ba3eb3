import assert from 'node:assert/strict'
import { it } from 'node:test'
import { CITIZENS } from '../domain/world/persons.ts'
import { startPlatformServer } from '../wire/start-platform-server.ts'

const { cpr } = CITIZENS.full

it('startPlatformServer() tells of its bugs without the number of anybody', async (test) => {
  const written = test.mock.method(process.stderr, 'write', () => true)
  const answer = () => {
    throw new TypeError(`a bug about ${cpr}, that is ${cpr.slice(0, 6)}-${cpr.slice(6)}`)
  }
  await using server = await startPlatformServer({
    authorities: [],
    soap: [
      {
        ...{ name: 'btr', path: '/btr', identifier: null, versions: ['1.1'], security: 'open' },
        needsHsuid: false,
        operations: [{ action: 'urn:a', request: { ns: 'urn:a', name: 'a' }, answer }],
      },
    ],
  })
  const body = `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><a xmlns="urn:a"/></s:Body></s:Envelope>`
  const headers = { 'content-type': 'text/xml; charset=utf-8', soapaction: '"urn:a"' }
  const response = await fetch(server.addressOf('btr'), { method: 'POST', headers, body })
  const answered = await response.text()
  const told = written.mock.calls.map(({ arguments: [text] }) => String(text)).join('')
  assert.match(told, /TypeError: a bug about #{10}, that is #{10}\n +at /)
  assert.match(answered, /processing_problem/)
  for (const text of [told, answered]) assert.doesNotMatch(text, /6103480014|610348-0014/)
})
