import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import type { TestDatabase } from '../../../../test/harness/database.ts'
import { READER, type Slapd, SUFFIX, startSlapd } from '../../../../test/harness/slapd.ts'
import { withSystemPrograms } from '../../../../test/harness/system-programs.ts'
import { addEntry, removeEntry, replaceAttributes } from '../../../kit/ldap/change.ts'
import type { LdapAttributes } from '../../../kit/ldap/entry.ts'
import { present } from '../../../kit/ldap/filter.ts'
import type { LdapLink } from '../../../kit/ldap/link.ts'
import { openLdap } from '../../../kit/ldap/open.ts'
import { publish } from '../../ldap/publish.ts'
import { importFiles } from '../../source/import/import-files.ts'
import type { ImportOptions } from '../../source/import/plan.ts'
import { mappingFrom } from '../../source/ldap/mapping/mapping.ts'
import { type LdapSource, spoolLdap } from '../../source/ldap/spool.ts'
import { feedFor } from '../../source/registry.ts'
import type { Tables } from '../../store/tables.ts'
import {
  clear,
  file,
  importing,
  mailbox,
  mailboxRows,
  openRegister,
  unit,
  unitRows,
} from '../import-harness.ts'
import { glnNumber, unitId } from '../register-builder.ts'
import { publishing } from './publishing.ts'

const mappingText = (name: string) =>
  readFileSync(new URL(`../../source/ldap/mapping/${name}.json`, import.meta.url), 'utf8')
const TOP = unitId(1)
const WARDS = 60

withSystemPrograms(['slapd', 'openssl'], () => {
  describe('an outside LDAP directory', () => {
    let slapd: Slapd
    let register: TestDatabase<Tables>
    let link: LdapLink
    before(async () => {
      register = await openRegister()
    })
    after(() => register?.[Symbol.asyncDispose]())
    beforeEach(async () => {
      slapd = await startSlapd({
        limits: 'sizelimit size.soft=10 size.hard=10 size.prtotal=400',
        schemas: [join(import.meta.dirname, 'fixture', 'region.schema')],
      })
      link = await openLdap(slapd.server())
      const top = { objectClass: ['dcObject', 'organization'], dc: ['fundament'], o: ['Region'] }
      await addEntry(link, SUFFIX, top)
      await addEntry(link, READER.dn, {
        objectClass: ['applicationProcess', 'simpleSecurityObject'],
        ...{ cn: ['reader'], userPassword: [READER.password.reveal()] },
      })
      await clear(register.db)
      await register.db.deleteFrom('ldap_origin').execute()
      await register.db.deleteFrom('ldap_origin_entry').execute()
    })
    const closing = async () => {
      await link[Symbol.asyncDispose]()
      await slapd[Symbol.asyncDispose]()
    }
    afterEach(closing)
    const source = (name: string, more: Partial<LdapSource> = {}): LdapSource => ({
      ...{ source: 'ldap', base: SUFFIX, pageSize: 7, changesOnly: true },
      server: slapd.server({ scheme: 'ldaps', ca: slapd.ca, bind: READER }),
      mapping: mappingFrom(mappingText(name), name),
      mappingText: mappingText(name),
      ...more,
    })
    async function reading(from: LdapSource, on: string, options: ImportOptions = {}) {
      const now = new Date(`${on}T10:00:00Z`)
      await using spool = await spoolLdap(register.url, from, { now })
      const inputs = [{ ...spool.file, source: from.source }]
      const report = await importFiles({ url: register.url, inputs, feedFor, options, now })
      return { ...report, way: spool.way }
    }
    const addUnit = (number: number, more: LdapAttributes = {}) =>
      addEntry(link, `regionSorId=${unitId(number)},${SUFFIX}`, {
        ...{ objectClass: ['regionUnit'], regionSorId: [unitId(number)], cn: [`Enhed ${number}`] },
        ...(number === 1
          ? { regionLevel: ['ejer'] }
          : { regionPartOf: [`regionSorId=${TOP},${SUFFIX}`], regionLevel: ['enhed'] }),
        ...more,
      })
    const box = (number: number) =>
      `regionEan=${glnNumber(number)},regionSorId=${unitId(number)},${SUFFIX}`
    const addBox = (number: number) =>
      addEntry(link, box(number), {
        ...{ objectClass: ['regionMailbox'], regionEan: [glnNumber(number)], regionVans: ['5'] },
        ...{ regionReceives: ['MEDDIS91', 'XDIS91'], regionState: ['i drift'] },
      })
    async function fill() {
      for (let number = 1; number <= WARDS; number++) await addUnit(number)
      for (let number = 1; number <= WARDS; number++) await addBox(number)
      await addEntry(link, `uid=person,${SUFFIX}`, {
        ...{ objectClass: ['inetOrgPerson'], uid: ['person'], cn: ['Person'], sn: ['Person'] },
      })
    }

    it('is read in pages below the limit of a search, through a mapping', async () => {
      await fill()
      const report = await reading(source('region'), '2026-11-20')
      assert.equal(report.outcome, 'recorded')
      const [told] = report.sources
      // A mailbox is counted for each register that states it.
      assert.deepEqual(
        [told?.organisations, told?.endpoints, told?.rejected],
        [WARDS, 2 * WARDS, 0],
      )
      const units = await unitRows(register.db, 1)
      assert.match(units.join('\n'), new RegExp(`Enhed 7 < ${TOP}`))
      const types = await register.db.selectFrom('message_types_version').selectAll().execute()
      assert.deepEqual(types[0]?.raw_types, ['MEDDIS91', 'XDIS91'])
    })

    it('comes over the wire only as far as it has changed, and what vanished is closed', async () => {
      await fill()
      await reading(source('region'), '2026-11-20')
      // The overlap of change times would take everything that is younger than some minutes.
      await register.db
        .updateTable('ldap_origin')
        .set({
          changed_at:
            new Date(Date.now() + 11 * 60_000).toISOString().slice(0, 19).replace(/[-:T]/g, '') +
            'Z',
        })
        .execute()
      await removeEntry(link, box(9), present('objectClass'))
      await removeEntry(link, `regionSorId=${unitId(9)},${SUFFIX}`, present('objectClass'))
      const report = await reading(source('region'), '2026-11-21')
      assert.deepEqual([report.way.way, report.way.read], ['changes', 0])
      assert.deepEqual(
        [report.sources[0]?.organisations, report.sources[0]?.endpoints],
        [WARDS - 1, 2 * (WARDS - 1)],
      )
      await addUnit(WARDS + 1)
      const dn = `regionSorId=${unitId(2)},${SUFFIX}`
      const attributes = { cn: ['Omdøbt'] }
      await register.db.updateTable('ldap_origin').set({ changed_at: '20200101000000Z' }).execute()
      await replaceAttributes(link, dn, { attributes, onlyIf: present('objectClass') })
      const third = await reading(source('region'), '2026-11-22')
      assert.equal(third.way.way, 'changes')
      assert.equal(third.sources[0]?.organisations, WARDS)
      assert.match((await unitRows(register.db, 3)).join('\n'), /Omdøbt/)
    })

    it('is read whole when an entry appears that its changes do not tell of', async () => {
      await fill()
      await reading(source('region'), '2026-11-20')
      await register.db.updateTable('ldap_origin').set({ changed_at: '29990101000000Z' }).execute()
      await addUnit(WARDS + 1)
      const report = await reading(source('region'), '2026-11-21')
      assert.equal(report.way.way, 'whole')
      assert.equal(report.sources[0]?.organisations, WARDS + 1)
    })

    it('is refused when it would close too many, as a file is', async () => {
      await fill()
      await reading(source('region'), '2026-11-20')
      for (let number = 30; number <= WARDS; number++) {
        await removeEntry(link, box(number), present('objectClass'))
        await removeEntry(link, `regionSorId=${unitId(number)},${SUFFIX}`, present('objectClass'))
      }
      const report = await reading(source('region'), '2026-11-21')
      assert.deepEqual([report.outcome, report.refusal?.rule], ['refused', 'CLOSES_TOO_MANY'])
      assert.equal(
        (await reading(source('region'), '2026-11-21', { force: true })).outcome,
        'recorded',
      )
    })

    it('is never taken for what a limit lets through', async () => {
      await fill()
      await reading(source('region'), '2026-11-20')
      for (let number = 100; number < 520; number++) await addUnit(number)
      const code = (wanted: string) => (error: unknown) =>
        (error as { code?: string }).code === wanted
      await assert.rejects(reading(source('region'), '2026-11-21'), code('LDAP_SIZE_LIMIT'))
      const server = slapd.server({ timeoutMs: 300 })
      await slapd.signal('SIGSTOP')
      await assert.rejects(
        reading(source('region', { server }), '2026-11-21'),
        code('LDAP_TIMEOUT'),
      )
      await slapd.signal('SIGCONT')
      assert.equal((await unitRows(register.db, 1)).length, WARDS)
      const revisions = await register.db.selectFrom('revision').selectAll().execute()
      assert.equal(revisions.length, 1)
    })

    it('gives back, by the mapping of IHE HPD, what the publisher wrote', async () => {
      await closing()
      slapd = await startSlapd()
      link = await openLdap(slapd.server())
      const items = [
        unit(TOP, '2020-01-01..', { level: 'OWNER', name: 'Region', cvr: '12345678' }),
        unit(unitId(2), '2021-02-03..', {
          parentId: TOP,
          name: 'Æ* (1)',
          ydernumre: ['000702'],
          shak: '1301',
        }),
        mailbox(unitId(2), glnNumber(2)),
      ]
      await importing(register, [file({ on: '2026-11-20', items })])
      const before = [await unitRows(register.db, 1), await mailboxRows(register.db, 1)]
      await using publisher = publishing(register, slapd)
      await publish(publisher.context)
      await clear(register.db)
      const read = source('ihe-hpd', { server: slapd.server() })
      const report = await reading(read, '2026-11-20')
      assert.deepEqual([report.outcome, report.sources[0]?.rejected], ['recorded', 0])
      const units = await unitRows(register.db, 1)
      assert.deepEqual(units, before[0])
      const owned = (await mailboxRows(register.db, 1)).filter((row) => row.includes(glnNumber(2)))
      assert.equal(owned.length, 2)
    })
  })
})
