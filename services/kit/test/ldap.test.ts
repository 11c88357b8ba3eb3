import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { READER, type Slapd, SUFFIX, startSlapd } from '../../../test/harness/slapd.ts'
import { withSystemPrograms } from '../../../test/harness/system-programs.ts'
import { freePort } from '../free-port.ts'
import { addEntry, removeEntry, replaceAttributes } from '../ldap/change.ts'
import { textsOf } from '../ldap/entry.ts'
import { allOf, equals, filterText, type LdapFilter, present } from '../ldap/filter.ts'
import type { LdapLink } from '../ldap/link.ts'
import { openLdap } from '../ldap/open.ts'
import { readEntry, searchPages } from '../ldap/search.ts'
import { Secret } from '../secret.ts'

/** Values that would end a filter, widen it or break it, were they a part of its text. */
const AWKWARD = [
  ...['*', '(', ')', '\\', '\0', 'T0000*', '*)(objectClass=*', '\\2a', 'a)(|(cn=*)', '&|!=~<>'],
  ...['Ærø Sygehus', 'ﬁnger', '名前', '😀', 'a\u0000b', ' leading', 'x, y+z="q";#'],
]

async function found(link: LdapLink, filter: LdapFilter, pageSize = 500) {
  const names: string[] = []
  const search = { base: SUFFIX, scope: 'sub', attributes: ['description'], pageSize } as const
  for await (const page of searchPages(link, { ...search, filter })) {
    for (const entry of page) names.push(...textsOf(entry, 'description'))
  }
  return names.sort()
}

const failing = (code: string) => (error: unknown) => {
  assert.equal((error as { code?: string }).code, code, String(error))
  assert.doesNotMatch(String(error), /to-be-written-with|not-the-password/)
  return true
}

withSystemPrograms(['slapd', 'openssl'], () => {
  describe('an LDAP server', () => {
    let slapd: Slapd
    let link: LdapLink
    before(async () => {
      slapd = await startSlapd({ limits: 'sizelimit size.soft=20 size.hard=20 size.prtotal=200' })
      link = await openLdap(slapd.server())
      const top = { objectClass: ['dcObject', 'organization'], dc: ['fundament'], o: ['Fundament'] }
      await addEntry(link, SUFFIX, top)
      await addEntry(link, READER.dn, {
        objectClass: ['applicationProcess', 'simpleSecurityObject'],
        ...{ cn: ['reader'], userPassword: [READER.password.reveal()] },
      })
      for (const [number, value] of AWKWARD.entries()) await add(`awkward-${number}`, value)
      for (let number = 0; number < 100; number++) await add(`plain-${number}`, `T0000${number}`)
    })
    after(async () => {
      await link?.[Symbol.asyncDispose]()
      await slapd?.[Symbol.asyncDispose]()
    })
    const add = (name: string, value: string) =>
      addEntry(link, `ou=${name},${SUFFIX}`, {
        objectClass: ['organizationalUnit'],
        ...{ ou: [name], description: [value] },
      })

    for (const [number, value] of AWKWARD.entries()) {
      it(`equals() finds the one entry of ${JSON.stringify(value)}`, async () => {
        assert.deepEqual(await found(link, equals('description', value)), [value])
        const both = allOf([equals('ou', `awkward-${number}`), equals('description', value)])
        assert.deepEqual(await found(link, both), [value])
      })
    }

    it('filterText() escapes what would be a part of the filter', () => {
      assert.equal(filterText(equals('cn', 'a*)(b\\\0')), '(cn=a\\2a\\29\\28b\\5c\\00)')
    })

    for (const pageSize of [1, 7, 20, 25, 500]) {
      it(`searchPages() gives all entries in pages of ${pageSize}, whatever the server's limit of a search`, async () => {
        await using reader = await openLdap(slapd.server({ bind: READER }))
        const names = await found(reader, equals('objectClass', 'organizationalUnit'), pageSize)
        assert.equal(names.length, AWKWARD.length + 100)
      })
    }

    it('searchPages() throws LDAP_SIZE_LIMIT when the server gives no more, instead of what it gave', async () => {
      for (let number = 100; number < 220; number++) await add(`plain-${number}`, 'one of many')
      await using reader = await openLdap(slapd.server({ bind: READER }))
      await assert.rejects(found(reader, present('description'), 20), failing('LDAP_SIZE_LIMIT'))
    })

    it('searchPages() throws LDAP_REFUSED for a base that is not there, instead of nothing', async () => {
      const search = { base: `ou=nowhere,${SUFFIX}`, scope: 'sub', attributes: ['*'] } as const
      const pages = searchPages(link, { ...search, filter: present('ou'), pageSize: 10 })
      await assert.rejects(pages.next(), failing('LDAP_REFUSED'))
    })

    it('readEntry() gives null where there is none', async () => {
      assert.equal(await readEntry(link, `ou=nowhere,${SUFFIX}`), null)
    })

    it('removeEntry() and replaceAttributes() spare an entry that the filter does not take', async () => {
      await add('spared', 'theirs')
      const dn = `ou=spared,${SUFFIX}`
      const onlyIf = equals('description', 'ours')
      assert.equal(await removeEntry(link, dn, onlyIf), 'spared')
      const attributes = { description: ['x'] }
      assert.equal(await replaceAttributes(link, dn, { attributes, onlyIf }), 'spared')
      assert.deepEqual(await found(link, equals('ou', 'spared')), ['theirs'])
      assert.equal(await removeEntry(link, dn, equals('description', 'theirs')), 'done')
      assert.equal(await removeEntry(link, dn, equals('description', 'theirs')), 'absent')
    })

    it('searchPages() throws LDAP_REFERRAL when a part lies elsewhere', async () => {
      await addEntry(link, `ou=elsewhere,${SUFFIX}`, {
        objectClass: ['organizationalUnit'],
        ou: ['elsewhere'],
      })
      const referral = `ou=part,ou=elsewhere,${SUFFIX}`
      await addEntry(link, referral, {
        objectClass: ['referral', 'extensibleObject'],
        ...{ ou: ['part'], ref: ['ldap://127.0.0.1:9/ou=part'] },
      })
      const search = { base: `ou=elsewhere,${SUFFIX}`, scope: 'sub', attributes: ['*'] } as const
      const pages = searchPages(link, { ...search, filter: present('ou'), pageSize: 10 })
      await assert.rejects(pages.next(), failing('LDAP_REFERRAL'))
    })

    for (const way of [{ scheme: 'ldaps' }, { startTls: true }] as const) {
      const name = Object.keys(way)[0]
      it(`openLdap() trusts by the given authority over ${name}`, async () => {
        await using trusted = await openLdap(slapd.server({ ...way, ca: slapd.ca }))
        assert.notEqual(await readEntry(trusted, SUFFIX), null)
      })

      it(`openLdap() throws LDAP_UNTRUSTED for an unknown authority over ${name}`, async () => {
        await assert.rejects(openLdap(slapd.server(way)), failing('LDAP_UNTRUSTED'))
      })

      it(`openLdap() throws LDAP_UNTRUSTED for a certificate of another name over ${name}`, async () => {
        const server = slapd.server({ ...way, ca: slapd.ca })
        const url = new URL(server.url.href.replace('127.0.0.1', 'localhost'))
        await assert.rejects(openLdap({ ...server, url }), failing('LDAP_UNTRUSTED'))
      })
    }

    it('openLdap() throws LDAP_REFUSED for a wrong password, without showing it', async () => {
      const bind = { dn: READER.dn, password: new Secret('not-the-password') }
      await assert.rejects(openLdap(slapd.server({ bind })), failing('LDAP_REFUSED'))
    })

    it('openLdap() throws LDAP_UNAVAILABLE where nobody listens', async () => {
      const url = new URL(`ldap://127.0.0.1:${await freePort()}`)
      await assert.rejects(openLdap(slapd.server({ url })), failing('LDAP_UNAVAILABLE'))
    })

    for (const more of [{}, { startTls: true }, { scheme: 'ldaps' }] as const) {
      it(`a server that is frozen is LDAP_TIMEOUT within the deadline, ${JSON.stringify(more)}`, async () => {
        const server = slapd.server({ ...more, ca: slapd.ca, timeoutMs: 300 })
        const frozen = await openLdap(server)
        await slapd.signal('SIGSTOP')
        try {
          const begun = performance.now()
          await assert.rejects(found(frozen, present('ou')), failing('LDAP_TIMEOUT'))
          await assert.rejects(openLdap(server), failing('LDAP_TIMEOUT'))
          assert.ok(performance.now() - begun < 3_000)
        } finally {
          await slapd.signal('SIGCONT')
        }
        // What is late takes its connection with it; it is not opened again behind our back, as nobody in particular.
        await assert.rejects(found(frozen, present('ou')), failing('LDAP_UNAVAILABLE'))
      })

      it(`a server that is killed is LDAP_UNAVAILABLE, and its connection stays closed, ${JSON.stringify(more)}`, async () => {
        const cut = await openLdap(slapd.server({ ...more, ca: slapd.ca }))
        await slapd.signal('SIGSTOP')
        const answer = assert.rejects(found(cut, present('ou')), failing('LDAP_UNAVAILABLE'))
        await slapd.signal('SIGKILL')
        await answer
        await slapd.restart()
        await assert.rejects(found(cut, present('ou')), failing('LDAP_UNAVAILABLE'))
        link = await openLdap(slapd.server())
      })
    }
  })
})
