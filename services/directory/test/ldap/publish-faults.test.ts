import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { TestDatabase } from '../../../../test/harness/database.ts'
import { startProcess } from '../../../../test/harness/process.ts'
import { ADMIN, type Slapd, SUFFIX, startSlapd } from '../../../../test/harness/slapd.ts'
import { withSystemPrograms } from '../../../../test/harness/system-programs.ts'
import { equals } from '../../../kit/ldap/filter.ts'
import { publish } from '../../ldap/publish.ts'
import { publishOnce, startPublisher } from '../../ldap/publisher.ts'
import { countEntries } from '../../store/ldap/entries.ts'
import type { Tables } from '../../store/tables.ts'
import { clear, file, importing, mailbox, openRegister, unit } from '../import-harness.ts'
import { glnNumber, unitId } from '../register-builder.ts'
import { entriesOn, type Publishing, publishing, treeOn, treeWanted } from './publishing.ts'

const ROOT = join(import.meta.dirname, '..', '..', '..', '..')
const UNITS = 700
const PAUSES = { checkMs: 300, firstRetryMs: 50 }

/** A register of many units, all of one owner; those of a later edition bear other names. */
const register = (edition: string, units = UNITS) => {
  const owner = unit(unitId(1), undefined, { level: 'OWNER', name: `Owner ${edition}` })
  const many = Array.from({ length: units }, (_, at) => [
    unit(unitId(at + 2), undefined, { name: `Unit ${at} ${edition}`, parentId: unitId(1) }),
    mailbox(unitId(at + 2), glnNumber(at + 2)),
  ])
  return [owner, ...many.flat()]
}

const codeOf = (error: unknown) => (error as { code?: string }).code

withSystemPrograms(['slapd', 'openssl'], () => {
  describe('a publisher that is interrupted', () => {
    let slapd: Slapd
    let database: TestDatabase<Tables>
    let publisher: Publishing
    before(async () => {
      database = await openRegister()
    })
    after(() => database?.[Symbol.asyncDispose]())
    beforeEach(async () => {
      slapd = await startSlapd()
      await clear(database.db)
      await database.db.deleteFrom('ldap_entry').execute()
      await database.db.deleteFrom('ldap_target').execute()
      await importing(database, [file({ on: '2026-11-20', items: register('one') })])
      publisher = publishing(database, slapd)
    })
    afterEach(async () => {
      await publisher[Symbol.asyncDispose]()
      await slapd[Symbol.asyncDispose]()
    })
    const { signal } = new AbortController()
    const until = async (holds: () => Promise<boolean> | boolean) => {
      for (const end = performance.now() + 20_000; !(await holds()); await sleep(10)) {
        assert.ok(
          performance.now() < end,
          `It does not come about: ${publisher.logged().slice(-2_000)}`,
        )
      }
    }
    const isUnderWay = () =>
      until(async () => (await countEntries(database.db, publisher.context.target)).entries > 0)
    const isInStep = async () =>
      assert.deepEqual(await treeOn(publisher), await treeWanted(publisher))
    const second = () =>
      importing(database, [file({ on: '2026-11-21', items: register('two', UNITS - 30) })])

    it('goes on after the server was killed in the middle, from nothing and from a revision', async () => {
      const first = assert.rejects(
        publish(publisher.context),
        (error) => codeOf(error) === 'LDAP_UNAVAILABLE',
      )
      await isUnderWay()
      await slapd.signal('SIGKILL')
      await first
      await slapd.restart()
      assert.ok((await treeOn(publisher)).length < (await treeWanted(publisher)).length)
      assert.equal((await publish(publisher.context)).way, 'whole')
      await isInStep()
      await second()
      publisher.at('2026-11-21T10:00:00Z')
      const changed = async () => (await entriesOn(publisher, equals('o', 'Unit 7 two'))).length > 0
      const next = assert.rejects(
        publish(publisher.context),
        (error) => codeOf(error) === 'LDAP_UNAVAILABLE',
      )
      await until(changed)
      await slapd.signal('SIGKILL')
      await next
      await slapd.restart()
      assert.equal((await publish(publisher.context)).way, 'changes')
      await isInStep()
    })

    it('goes on after it was killed itself, in the middle', async () => {
      const { host } = publisher.context.server.url
      await using command = startProcess([process.execPath, 'infra/fundament.ts', 'ldap-publish'], {
        cwd: ROOT,
        env: {
          DATABASE_URL: database.url.reveal(),
          ...{ LDAP_PUBLISH_URL: `ldap://${host}`, LDAP_PUBLISH_BASE: SUFFIX },
          ...{ LDAP_PUBLISH_BIND_DN: ADMIN.dn, LDAP_PUBLISH_PASSWORD: ADMIN.password.reveal() },
        },
      })
      await isUnderWay()
      command.signal('SIGKILL', 'group')
      await command.ended
      assert.ok((await treeOn(publisher)).length < (await treeWanted(publisher)).length)
      assert.doesNotMatch(command.output(), /to-be-written-with/)
      // Its lock goes with its connection, which the database notices by itself.
      await until(async () => {
        const options = { url: database.url, isFull: false, signal }
        return publishOnce(publisher.context, options).then(
          () => true,
          (error) => {
            assert.equal(codeOf(error), 'LDAP_PUBLISHER_BUSY')
            return false
          },
        )
      })
      publisher.at(new Date().toISOString())
      await publish(publisher.context)
      await isInStep()
    })

    it('gives up at the deadline when the server is frozen in the middle, and goes on', async () => {
      const server = slapd.server({ timeoutMs: 400 })
      const run = assert.rejects(
        publish({ ...publisher.context, server }),
        (error) => codeOf(error) === 'LDAP_TIMEOUT',
      )
      await isUnderWay()
      await slapd.signal('SIGSTOP')
      const begun = performance.now()
      await run
      assert.ok(performance.now() - begun < 3_000)
      await slapd.signal('SIGCONT')
      await publish(publisher.context)
      await isInStep()
    })

    it('notices that the server was put back to an earlier state while it was being written to', async () => {
      await publish(publisher.context)
      await slapd.signal('SIGTERM')
      const copy = await slapd.save()
      await slapd.restart()
      await second()
      publisher.at('2026-11-21T10:00:00Z')
      const run = assert.rejects(publish(publisher.context))
      await until(async () => (await entriesOn(publisher, equals('o', 'Unit 7 two'))).length > 0)
      await slapd.signal('SIGKILL')
      await run
      await slapd.restore(copy)
      await slapd.restart()
      assert.equal((await publish(publisher.context)).way, 'whole')
      await isInStep()
    })

    it('startPublisher() follows the register by itself, through failures of the server', async () => {
      await using work = startPublisher(publisher.context, { url: database.url, pauses: PAUSES })
      await until(() => work.state().revision === 1)
      const options = { url: database.url, isFull: false, signal }
      await assert.rejects(
        publishOnce(publisher.context, options),
        (error) => codeOf(error) === 'LDAP_PUBLISHER_BUSY',
      )
      await slapd.signal('SIGKILL')
      publisher.at('2026-11-21T10:00:00Z')
      await second()
      await until(() => work.state().failures > 1)
      assert.equal(work.state().revision, 1)
      await slapd.restart()
      await until(() => work.state().revision === 2)
      await isInStep()
      assert.equal(work.state().failures, 0)
      assert.match(publisher.logged(), /"code":"LDAP_UNAVAILABLE"/)
      assert.doesNotMatch(publisher.logged(), /to-be-written-with/)
    })
  })
})
