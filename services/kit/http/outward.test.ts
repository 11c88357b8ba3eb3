import assert from 'node:assert/strict'
import type { LookupFunction } from 'node:net'
import { describe, it } from 'node:test'
import { networkList } from './inside-address.ts'
import { AddressInside, guardedLookup, wrongTarget } from './outward.ts'

const NOTHING = { hosts: new Set<string>(), networks: networkList([]) }
const SOME = {
  hosts: new Set(['localhost', 'inside.example:8080']),
  networks: networkList(['10.1.0.0/16']),
}

describe('wrongTarget()', () => {
  for (const [url, wrong] of [
    ['https://receiver.example/x', null],
    ['https://receiver.example:8443/x', null],
    ['https://1.1.1.1/', null],
    ['http://receiver.example/x', /https/],
    ['ftp://receiver.example/x', /https/],
    ['https://name:word@receiver.example/', /password/],
    ['https://name@receiver.example/', /password/],
    ['https://receiver.example:25/', /port "25"/],
    ['https://127.0.0.1/', /points inside/],
    ['https://0177.0.0.1/', /"127.0.0.1" points inside/],
    ['https://2130706433/', /"127.0.0.1" points inside/],
    ['https://0x7f000001/', /points inside/],
    ['https://127.1/', /points inside/],
    ['https://[::1]/', /points inside/],
    ['https://[::ffff:10.0.0.1]/', /points inside/],
    ['https://169.254.169.254/latest/meta-data', /points inside/],
    ['https://１２７.0.0.1/', /points inside/],
  ] as const) {
    it(`says ${wrong ?? 'nothing'} of ${url}`, () => {
      const said = wrongTarget(new URL(url), NOTHING)
      if (wrong === null) assert.equal(said, null)
      else assert.match(said ?? '', wrong)
    })
  }

  it('lets what is allowed pass, over plain HTTP too, and no more', () => {
    for (const url of ['http://localhost:99/', 'http://inside.example:8080/', 'http://10.1.2.3/']) {
      assert.equal(wrongTarget(new URL(url), SOME), null, url)
    }
    for (const url of ['http://inside.example/', 'http://10.2.2.3/', 'ftp://localhost/']) {
      assert.notEqual(wrongTarget(new URL(url), SOME), null, url)
    }
    assert.notEqual(wrongTarget(new URL('http://a:b@localhost/'), SOME), null)
  })
})

const answering =
  (...addresses: readonly string[]): LookupFunction =>
  (_hostname, _options, callback) =>
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    )

const resolve = (lookup: LookupFunction, all = true) =>
  new Promise<unknown>((done, fail) => {
    lookup('name.example', { all }, (error, found) => (error ? fail(error) : done(found)))
  })

describe('guardedLookup()', () => {
  const guarded = (...addresses: readonly string[]) =>
    guardedLookup(SOME.networks, answering(...addresses))

  it('gives what points outside, or into an allowed network', async () => {
    assert.deepEqual(await resolve(guarded('1.1.1.1', '10.1.0.9')), [
      { address: '1.1.1.1', family: 4 },
      { address: '10.1.0.9', family: 4 },
    ])
    assert.equal(await resolve(guarded('1.1.1.1'), false), '1.1.1.1')
  })

  it('refuses a name of which one address points inside', async () => {
    await assert.rejects(resolve(guarded('1.1.1.1', '127.0.0.1')), AddressInside)
    await assert.rejects(resolve(guarded('::ffff:192.168.0.1'), false), AddressInside)
  })

  it('refuses a name without any', async () => {
    await assert.rejects(resolve(guarded()), { code: 'ENOTFOUND' })
  })
})
