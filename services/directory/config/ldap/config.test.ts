import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { inspect } from 'node:util'
import { ConfigError, EnvReader } from '../../../kit/config.ts'
import { ldapPublishConfigFrom } from './config.ts'

const BIND = { LDAP_PUBLISH_BIND_DN: 'cn=x', LDAP_PUBLISH_PASSWORD: 'a secret' }
const AT = { LDAP_PUBLISH_URL: 'ldap://127.0.0.1:389', LDAP_PUBLISH_BASE: 'dc=x', ...BIND }

function configOf(env: Readonly<Record<string, string>>) {
  const reader = new EnvReader(env)
  const config = ldapPublishConfigFrom(reader)
  reader.done()
  return config
}

describe('ldapPublishConfigFrom()', () => {
  it('is null where no server is named', () => assert.equal(configOf({}), null))

  it('reads a server, and shows its password nowhere', () => {
    const config = configOf({ ...AT, LDAP_PUBLISH_GRANTS: 'one, two' })
    assert.equal(config?.server.bind?.password.reveal(), 'a secret')
    assert.deepEqual([...(config?.grants ?? [])], ['one', 'two'])
    assert.doesNotMatch(inspect(config, { depth: 9 }) + JSON.stringify(config), /a secret/)
  })

  for (const [why, env, told] of [
    [
      'a password over a plain connection',
      { LDAP_PUBLISH_URL: 'ldap://ldap.example' },
      /a password is sent/,
    ],
    [
      'a URL of another kind',
      { LDAP_PUBLISH_URL: 'http://ldap.example' },
      /LDAP_PUBLISH_URL must be/,
    ],
    ['no base', { LDAP_PUBLISH_BASE: '' }, /LDAP_PUBLISH_BASE must name/],
    ['a name without its password', { LDAP_PUBLISH_PASSWORD: '' }, /must be given together/],
    ['a certificate that is not there', { LDAP_PUBLISH_CA_FILE: 'nowhere.pem' }, /readable file/],
    [
      'StartTLS on TLS',
      { LDAP_PUBLISH_URL: 'ldaps://x', LDAP_PUBLISH_STARTTLS: 'true' },
      /is for ldap:/,
    ],
    ['a name of ours that cannot be', { LDAP_PUBLISH_NAME: 'A)(b' }, /LDAP_PUBLISH_NAME must be/],
  ] as const) {
    it(`refuses ${why}`, () => {
      assert.throws(
        () => configOf({ ...AT, ...env }),
        (error) => {
          assert.ok(error instanceof ConfigError)
          assert.match(error.message, told)
          assert.doesNotMatch(error.message, /a secret/)
          return true
        },
      )
    })
  }

  it('lets a password go over TLS that is begun later', () => {
    const env = { ...AT, LDAP_PUBLISH_URL: 'ldap://ldap.example', LDAP_PUBLISH_STARTTLS: 'true' }
    assert.equal(configOf(env)?.server.startTls, true)
  })
})
