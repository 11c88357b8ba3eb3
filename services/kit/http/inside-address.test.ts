import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isInsideAddress, networkList } from './inside-address.ts'

const INSIDE = `
  0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.255 127.0.0.1 127.255.0.9 169.254.0.1 169.254.169.254
  172.16.0.1 172.31.255.255 192.0.0.192 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.19.255.255 198.51.100.7 203.0.113.9
  224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255 168.63.129.16 100.100.100.200
  :: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:7f00:1 0:0:0:0:0:ffff:0a00:0001 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::ffff:0.0.0.0
  64:ff9b::127.0.0.1 64:ff9b::a00:1 64:ff9b:1::1 100::1 2001::1 2001:db8::1 2002:7f00:1:: 3fff::1 fc00::1 fd00:ec2::254 fdff::1
  fe80::1 fe80::1%eth0 febf::1 fec0::1 ff02::1 ff0e::1`

const OUTSIDE = `
  1.1.1.1 9.255.255.255 11.0.0.1 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.1 169.253.255.255 169.255.0.0
  172.15.255.255 172.32.0.0 192.0.1.1 192.167.255.255 192.169.0.0 198.17.255.255 198.20.0.0 223.255.255.255 168.63.129.17
  2a00:1450:400f::1 2606:4700::1111 ::ffff:1.1.1.1 ::ffff:808:808 64:ff9b::1.1.1.1 2001:200::1 2003::1`

const NEITHER = [
  '',
  'localhost',
  '0177.0.0.1',
  '0x7f.1',
  '2130706433',
  '127.1',
  '1.1.1.1.',
  '[::1]',
  '1.1.1.256',
]

const words = (text: string) => text.trim().split(/\s+/)

describe('isInsideAddress()', () => {
  for (const address of words(INSIDE)) {
    it(`is true of ${address}`, () => assert.equal(isInsideAddress(address), true))
  }
  for (const address of words(OUTSIDE)) {
    it(`is false of ${address}`, () => assert.equal(isInsideAddress(address), false))
  }
  for (const text of NEITHER) {
    it(`is true of "${text}", which is no address`, () => assert.equal(isInsideAddress(text), true))
  }

  it('lets allowed networks pass, whichever way they are written', () => {
    const allowed = networkList(['127.0.0.0/8', 'fd00::/16'])
    for (const address of ['127.0.0.1', '::ffff:127.0.0.1', 'fd00::9']) {
      assert.equal(isInsideAddress(address, allowed), false, address)
    }
    assert.equal(isInsideAddress('10.0.0.1', allowed), true)
    assert.equal(isInsideAddress('::1', allowed), true)
  })
})

describe('networkList()', () => {
  for (const text of ['10.0.0.0', '10.0.0.0/33', 'fc00::/129', 'host/8', '10.0.0.0/8x']) {
    it(`refuses "${text}"`, () => assert.throws(() => networkList([text]), RangeError))
  }
})
