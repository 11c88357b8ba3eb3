import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import type { TestDatabase } from '../../../../test/harness/database.ts'
import { type Slapd, SUFFIX, startSlapd } from '../../../../test/harness/slapd.ts'
import { withSystemPrograms } from '../../../../test/harness/system-programs.ts'
import { addEntry, removeEntry, replaceAttributes } from '../../../kit/ldap/change.ts'
import { textsOf } from '../../../kit/ldap/entry.ts'
import { allOf, equals, present } from '../../../kit/ldap/filter.ts'
import { openLdap } from '../../../kit/ldap/open.ts'
import { publish } from '../../ldap/publish.ts'
import { entryDn } from '../../ldap/tree.ts'
import type { Tables } from '../../store/tables.ts'
import { clear, endpoint, file, importing, mailbox, openRegister, unit } from '../import-harness.ts'
import { glnNumber, street, unitId } from '../register-builder.ts'
import { entriesOn, type Publishing, publishing, TREE, treeOn, treeWanted } from './publishing.ts'

const [top, ward, lab] = [unitId(1), unitId(2), unitId(3)]
const [mail, other] = [glnNumber(1), glnNumber(2)]

const REGISTER = [
  unit(top, '2020-01-01..', {
    level: 'OWNER',
    name: 'Region Fjordland',
    postal: street('Havnegade 1'),
  }),
  unit(ward, '2020-01-01..', { name: 'Ærø Afdeling (A*)', parentId: top, inheritsGln: true }),
  unit(lab, '2020-01-01..2026-11-21', { name: 'Lab', parentId: top, ydernumre: ['000702'] }),
  mailbox(top, mail),
  mailbox(lab, other),
]

withSystemPrograms(['slapd', 'openssl'], () => {
  describe('publish()', () => {
    let slapd: Slapd
    let register: TestDatabase<Tables>
    let publisher: Publishing
    before(async () => {
      register = await openRegister()
      slapd = await startSlapd()
    })
    after(async () => {
      await slapd?.[Symbol.asyncDispose]()
      await register?.[Symbol.asyncDispose]()
    })
    beforeEach(async () => {
      await clear(register.db)
      await register.db.deleteFrom('ldap_entry').execute()
      await register.db.deleteFrom('ldap_target').execute()
      publisher = publishing(register, slapd)
      await importing(register, [file({ on: '2026-11-20', items: REGISTER })])
    })
    afterEach(() => publisher[Symbol.asyncDispose]())
    const run = (isFull = false) => publish(publisher.context, { isFull })
    const isAsWanted = async () =>
      assert.deepEqual(await treeOn(publisher), await treeWanted(publisher))
    const one = async (id: string) => {
      const [entry] = await entriesOn(publisher, equals('fundamentSorId', id))
      assert.ok(entry, `no entry of ${id}`)
      return (name: string) => textsOf(entry, name).join(' ')
    }

    it('writes every unit and mailbox, with what is inherited, and nothing at the second run', async () => {
      const first = await run()
      assert.deepEqual([first.way, first.problems], ['whole', 0])
      await isAsWanted()
      const inherited = await one(ward)
      assert.equal(inherited('street'), 'Havnegade 1')
      assert.equal(inherited('fundamentParentSorId'), top)
      assert.equal(inherited('fundamentGln'), '')
      assert.equal(inherited('hpdHasAService'), entryDn(TREE, 'service', `${mail}.0`))
      const found = await entriesOn(publisher, equals('o', 'Ærø Afdeling (A*)'))
      assert.equal(found.length, 1)
      assert.equal((await run()).way, 'none')
      const again = await run(true)
      assert.deepEqual([again.way, again.added, again.changed, again.removed], ['whole', 0, 0, 0])
    })

    it('writes what a revision changes, and what hangs on it, and nothing else', async () => {
      await run()
      const [region, ...rest] = REGISTER
      assert.ok(region)
      const moved = { ...region, postal: street('Torvet 2') } as typeof region
      await importing(register, [
        file({ on: '2026-11-20', instant: '2026-11-20T09:00:00Z', items: [moved, ...rest] }),
      ])
      const second = await run()
      assert.deepEqual([second.way, second.changed, second.added], ['changes', 3, 0])
      assert.equal((await one(ward))('street'), 'Torvet 2')
      await isAsWanted()
    })

    it('removes what the register holds no more, and changes what a new mailbox changes', async () => {
      await run()
      const items = [...REGISTER.slice(0, 2), mailbox(ward, other)]
      await importing(register, [file({ on: '2026-11-21', items })], { force: true })
      publisher.at('2026-11-21T10:00:00Z')
      await importing(register, [
        file({
          format: 'eer',
          on: '2026-11-21',
          speaksFor: ['mailbox'],
          items: [endpoint(other, { network: '5' })],
        }),
      ])
      assert.equal((await run()).way, 'all')
      assert.equal((await one(ward))('fundamentGln'), other)
      await isAsWanted()
    })

    it('writes what a new day changes, though no revision does', async () => {
      await run()
      publisher.at('2026-11-22T10:00:00Z')
      const next = await run()
      assert.equal(next.way, 'changes')
      assert.equal((await one(lab))('hpdProviderStatus'), 'Inactive')
      await isAsWanted()
    })

    it('notices a server that was put back to an earlier state', async () => {
      await run()
      await slapd.signal('SIGTERM')
      const copy = await slapd.save()
      await slapd.restart()
      await importing(register, [file({ on: '2026-11-21', items: REGISTER.slice(0, 2) })], {
        force: true,
      })
      await run()
      await slapd.signal('SIGTERM')
      await slapd.restore(copy)
      await slapd.restart()
      const mended = await run()
      assert.equal(mended.way, 'whole')
      await isAsWanted()
    })

    it('spares what others have written, in the place of ours too, and says so', async () => {
      await using link = await openLdap(publisher.context.server)
      await run()
      const theirs = { objectClass: ['organization'], o: ['Theirs'] }
      const beside = `o=Theirs,ou=HCRegulatedOrganization,${SUFFIX}`
      await addEntry(link, beside, theirs)
      const inPlace = entryDn(TREE, 'service', `${other}.0`)
      const service = { objectClass: ['HPDElectronicService'], hpdServiceId: [`${other}.0`] }
      await removeEntry(link, inPlace, present('objectClass'))
      await addEntry(link, inPlace, { ...service, description: ['Theirs'] })
      await importing(register, [file({ on: '2026-11-21', items: REGISTER.slice(0, 1) })], {
        force: true,
      })
      publisher.at('2026-11-21T10:00:00Z')
      const second = await run()
      assert.deepEqual([second.removed, second.problems], [1, 1])
      assert.equal((await run(true)).problems, 0)
      assert.equal((await entriesOn(publisher, equals('o', 'Theirs'))).length, 1)
      assert.equal((await entriesOn(publisher, equals('description', 'Theirs'))).length, 1)
      assert.match(publisher.logged(), /LDAP_FOREIGN_ENTRY/)
      const anew = { on: '2026-11-21', instant: '2026-11-21T09:00:00Z', items: REGISTER }
      await importing(register, [file(anew)])
      assert.equal((await run()).problems, 1)
      await removeEntry(link, inPlace, present('objectClass'))
      await run(true)
      await isAsWanted()
    })

    it('mends by a full run what somebody changed in an entry of ours', async () => {
      await run()
      await using link = await openLdap(publisher.context.server)
      const dn = entryDn(TREE, 'organisation', ward)
      const attributes = { o: ['Else'], description: ['Added'] }
      await replaceAttributes(link, dn, { attributes, onlyIf: present('objectClass') })
      assert.equal((await run()).way, 'none')
      assert.equal((await run(true)).changed, 1)
      assert.equal((await one(ward))('o'), 'Ærø Afdeling (A*)')
      await isAsWanted()
    })

    it('shows a restricted source to nobody, unless it is granted', async () => {
      const secret = { name: 'Hemmelig', level: 'OWNER' } as const
      await importing(
        register,
        [file({ on: '2026-11-20', items: [unit(unitId(9), undefined, secret)] })],
        {
          ...{ source: 'secret', visibility: 'restricted' },
        },
      )
      await run()
      assert.deepEqual(await entriesOn(publisher, equals('o', 'Hemmelig')), [])
      await using granted = publishing(register, slapd, { grants: new Set(['secret']) })
      await publish(granted.context)
      assert.equal((await entriesOn(granted, equals('o', 'Hemmelig'))).length, 1)
      await run()
      assert.deepEqual(await entriesOn(publisher, equals('o', 'Hemmelig')), [])
      await isAsWanted()
    })

    it('never shows the password in what it logs', async () => {
      await run()
      const filter = allOf([
        equals('objectClass', 'fundamentMarker'),
        equals('fundamentState', 'WHOLE'),
      ])
      assert.equal((await entriesOn(publisher, filter)).length, 1)
      assert.doesNotMatch(publisher.logged(), /to-be-written-with/)
      assert.doesNotMatch(JSON.stringify(publisher.context.server), /to-be-written-with/)
    })
  })
})
