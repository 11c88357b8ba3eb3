import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { networkList } from '../../../services/kit/http/inside-address.ts'
import { addEntry } from '../../../services/kit/ldap/change.ts'
import { openLdap } from '../../../services/kit/ldap/open.ts'
import { knock } from '../../../services/uptime/client/probe/knock.ts'
import type { LdapProbe } from '../../../services/uptime/domain/probe.ts'
import { ADMIN, type Slapd, SUFFIX, startSlapd } from '../../harness/slapd.ts'
import { withSystemPrograms } from '../../harness/system-programs.ts'

const PASSWORD = 'PROBE_PASSWORD'

withSystemPrograms(['slapd', 'openssl'], () => {
  describe('knock() on an LDAP server', () => {
    let slapd: Slapd
    before(async () => {
      slapd = await startSlapd()
      await using link = await openLdap(slapd.server())
      await addEntry(link, SUFFIX, {
        ...{ objectClass: ['dcObject', 'organization'], dc: ['fundament'], o: ['Fundament'] },
      })
    })
    after(() => slapd[Symbol.asyncDispose]())

    const said = async (
      probe: Partial<LdapProbe>,
      {
        scheme = 'ldap',
        secret = ADMIN.password.reveal(),
      }: { scheme?: 'ldap' | 'ldaps'; secret?: string | null } = {},
    ): Promise<string> => {
      const { verdict, reason, detail } = await knock(
        {
          ...{ kind: 'ldap', url: slapd.server({ scheme }).url.href, base: SUFFIX },
          ...{ bindDn: ADMIN.dn, passwordVariable: PASSWORD },
          ...{ everyMs: 60_000, timeoutMs: 1_500, degradedAboveMs: null },
          ...probe,
        },
        {
          signal: new AbortController().signal,
          allowed: networkList(['127.0.0.0/8']),
          authorities: [slapd.ca],
          now: () => new Date(),
          secretOf: (variable) => (variable === PASSWORD ? secret : null),
        },
      )
      assert.doesNotMatch(String(detail), /to-be-written-with|not-the-password/)
      return reason === null ? verdict : `${verdict} ${reason}`
    }

    it('binds and searches, in plain and over TLS', async () => {
      assert.equal(await said({}), 'UP')
      assert.equal(await said({}, { scheme: 'ldaps' }), 'UP')
    })

    it('tells a server that lets nobody in from one that finds nothing', async () => {
      assert.equal(await said({}, { secret: 'not-the-password' }), 'DOWN LDAP_BIND')
      assert.equal(await said({}, { secret: null }), 'DOWN LDAP_BIND')
      assert.equal(await said({ base: `ou=none,${SUFFIX}` }), 'DOWN LDAP_SEARCH')
    })

    it('is over in time when the server is frozen, and refused when it is gone', async () => {
      await slapd.signal('SIGSTOP')
      assert.equal(await said({}), 'DOWN TIMEOUT')
      await slapd.signal('SIGCONT')
      assert.equal(await said({}), 'UP')
      await slapd.signal('SIGTERM')
      assert.equal(await said({}), 'DOWN REFUSED')
    })
  })
})
