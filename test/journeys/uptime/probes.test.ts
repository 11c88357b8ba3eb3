import assert from 'node:assert/strict'
import { createServer } from 'node:net'
import { after, describe, it } from 'node:test'
import { networkList } from '../../../services/kit/http/inside-address.ts'
import { startVendors } from '../../../services/sandbox/upstream/vendor/vendors.ts'
import { knock } from '../../../services/uptime/client/probe/knock.ts'
import type { ProbeSurroundings } from '../../../services/uptime/client/probe/surroundings.ts'
import type { Probe } from '../../../services/uptime/domain/probe.ts'
import { httpProbe } from '../../../services/uptime/test/fictional.ts'

const vendors = await startVendors()
after(() => vendors[Symbol.asyncDispose]())
const { urls } = vendors
const timing = { everyMs: 60_000, timeoutMs: 2_000, degradedAboveMs: 500 }
const around: ProbeSurroundings = {
  signal: new AbortController().signal,
  allowed: networkList(['127.0.0.0/8', '::1/128']),
  authorities: [vendors.authority],
  now: () => new Date(),
  secretOf: () => null,
}
const http = (url: string, other: object = {}): Probe => ({ ...httpProbe(timing), url, ...other })
const soap = (url: string): Probe => ({
  ...{ kind: 'soap', url, ...timing, soapVersion: '1.1', action: 'isAlive', dgws: true },
  element: '{urn:sandbox:alive}isAlive',
})
const hostOf = (url: string) => ({ host: new URL(url).hostname, port: Number(new URL(url).port) })
const said = async (probe: Probe, other: Partial<ProbeSurroundings> = {}) => {
  const { verdict, reason } = await knock(probe, { ...around, ...other })
  return reason === null ? verdict : `${verdict} ${reason}`
}

describe('knock()', () => {
  const cases: readonly (readonly [string, Probe, string])[] = [
    ['a page that is there', http(urls.up), 'UP'],
    ['a page that is slow', http(urls.slow), 'DEGRADED SLOW'],
    ['a server that is broken', http(urls.broken), 'DOWN STATUS'],
    ['a status that is asked for', http(urls.broken, { statuses: [500] }), 'UP'],
    ['a text in the body', http(urls.up, { bodyContains: 'well' }), 'UP'],
    ['a text that is not there', http(urls.up, { bodyContains: 'ill' }), 'DOWN BODY'],
    ['a header', http(urls.up, { headers: { 'content-type': 'text/plain' } }), 'UP'],
    [
      'a header that differs',
      http(urls.up, { headers: { 'content-type': 'json' } }),
      'DOWN HEADER',
    ],
    ['nobody at the port', http(urls.down), 'DOWN REFUSED'],
    ['a server that hangs', http(urls.hanging, { timeoutMs: 300 }), 'DOWN TIMEOUT'],
    ['a name that leads nowhere', http('http://nobody.invalid/'), 'DOWN DNS_FAILED'],
    ['TLS that is well', http(urls.secure), 'UP'],
    ['a certificate that has expired', http(urls.expired), 'DOWN TLS_EXPIRED'],
    ['FHIR', { kind: 'fhir', url: urls.fhir, ...timing }, 'UP'],
    [
      'what is no FHIR',
      { kind: 'fhir', url: urls.graphql.replace('graphql', 'x'), ...timing },
      'DOWN STATUS',
    ],
    ['SOAP that is alive', soap(urls.alive), 'UP'],
    ['a fault with status 200', soap(urls.fault), 'DOWN SOAP_FAULT'],
    ['what is no SOAP', soap(urls.up), 'DOWN NOT_SOAP'],
    ['a WSDL', { kind: 'wsdl', url: urls.wsdl, ...timing, service: 'MailService' }, 'UP'],
    [
      'a WSDL of another',
      { kind: 'wsdl', url: urls.wsdl, ...timing, service: 'Other' },
      'DOWN NOT_WSDL',
    ],
    [
      'what is no WSDL',
      { kind: 'wsdl', url: urls.alive, ...timing, service: null },
      'DOWN NOT_WSDL',
    ],
    ['GraphQL', { kind: 'graphql', url: urls.graphql, ...timing }, 'UP'],
    ['what is no GraphQL', { kind: 'graphql', url: urls.up, ...timing }, 'DOWN NOT_GRAPHQL'],
    ['a port that listens', { kind: 'tcp', ...hostOf(urls.up), ...timing }, 'UP'],
    ['a port that does not', { kind: 'tcp', ...hostOf(urls.down), ...timing }, 'DOWN REFUSED'],
    ['a name', { kind: 'dns', host: 'localhost', ...timing }, 'UP'],
    ['a name that is none', { kind: 'dns', host: 'nobody.invalid', ...timing }, 'DOWN DNS_FAILED'],
    ['a certificate', { kind: 'tls', ...hostOf(urls.secure), ...timing, daysLeftWanted: 14 }, 'UP'],
    [
      'one that ends soon',
      { kind: 'tls', ...hostOf(urls.ending), ...timing, daysLeftWanted: 14 },
      'DEGRADED TLS_EXPIRES_SOON',
    ],
    [
      'one that is over',
      { kind: 'tls', ...hostOf(urls.expired), ...timing, daysLeftWanted: 14 },
      'DOWN TLS_EXPIRED',
    ],
    [
      'TLS where there is none',
      { kind: 'tls', ...hostOf(urls.up), ...timing, daysLeftWanted: 14 },
      'DOWN TLS_FAILED',
    ],
  ]
  for (const [name, probe, expected] of cases) {
    it(`of ${name}: ${expected}`, async () => assert.equal(await said(probe), expected))
  }

  it('trusts nobody of an unknown authority, and nobody under another name', async () => {
    assert.equal(await said(http(urls.secure), { authorities: [] }), 'DOWN TLS_CHAIN')
    const { port } = hostOf(urls.secure)
    const byName = {
      kind: 'tls',
      host: 'ip6-localhost',
      port,
      ...timing,
      daysLeftWanted: 1,
    } as const
    assert.match(await said(byName), /^DOWN (TLS_NAME|REFUSED|DNS_FAILED)$/)
  })

  it('tells the days that a certificate has left, also of one that is over', async () => {
    assert.equal((await knock(http(urls.ending), around)).certificateDaysLeft, 9)
    assert.equal((await knock(http(urls.expired), around)).certificateDaysLeft, -1)
  })

  it('goes nowhere inside unless that is allowed, by name or by address', async () => {
    const nothing = { allowed: networkList([]) }
    const inside: readonly Probe[] = [
      http(urls.up),
      http(urls.up.replace('127.0.0.1', 'localhost')),
      http('http://169.254.169.254/latest/meta-data'),
      http('http://[::ffff:127.0.0.1]/'),
      http('http://2130706433/'),
      { kind: 'tcp', ...hostOf(urls.up), ...timing },
      { kind: 'tls', ...hostOf(urls.secure), ...timing, daysLeftWanted: 1 },
      {
        ...{ kind: 'ldap', url: 'ldap://localhost:389', ...timing, base: 'dc=x' },
        ...{ bindDn: null, passwordVariable: null },
      },
    ]
    for (const probe of inside) {
      assert.equal(await said(probe, nothing), 'DOWN ADDRESS_REFUSED', JSON.stringify(probe))
    }
  })

  it('tells that a FHIR server can do other things than before, whenever it was asked', async () => {
    const of = async (statement: object) => {
      const server = createServer((socket) => {
        const body = JSON.stringify({ resourceType: 'CapabilityStatement', ...statement })
        socket.end(
          `HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`,
        )
      }).listen(0, '127.0.0.1')
      await new Promise((listening) => server.once('listening', listening))
      const { port } = Object(server.address())
      const probe = { kind: 'fhir', url: `http://127.0.0.1:${port}`, ...timing } as const
      const { capability } = await knock(probe, around)
      server.close()
      return capability
    }
    const first = await of({ date: '2026-01-01', rest: [{ mode: 'server' }], version: '1' })
    assert.equal(first, await of({ version: '1', rest: [{ mode: 'server' }], date: '2026-02-02' }))
    assert.notEqual(first, await of({ version: '2', rest: [{ mode: 'server' }] }))
  })

  it('is over when it is stopped, and has found nothing then', async () => {
    const stopping = new AbortController()
    const knocking = knock(http(urls.hanging), { ...around, signal: stopping.signal })
    stopping.abort(new Error('stopped'))
    await assert.rejects(knocking, /stopped/)
  })
})
