import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { importSample } from '../../../infra/sample/import-sample.ts'
import { migrations } from '../../../services/directory/store/migrations/migrations.ts'
import type { Tables } from '../../../services/directory/store/tables.ts'
import { migrateToLatest } from '../../../services/kit/database.ts'
import { equals } from '../../../services/kit/ldap/filter.ts'
import { openLdap } from '../../../services/kit/ldap/open.ts'
import { searchPages } from '../../../services/kit/ldap/search.ts'
import { openTestDatabase, type TestDatabase } from '../../harness/database.ts'
import { startProcess } from '../../harness/process.ts'
import { ADMIN, type Slapd, SUFFIX, startSlapd } from '../../harness/slapd.ts'
import { withSystemPrograms } from '../../harness/system-programs.ts'

const ROOT = join(import.meta.dirname, '..', '..', '..')

withSystemPrograms(['slapd', 'openssl'], () => {
  describe('the commands of LDAP', () => {
    let slapd: Slapd
    let database: TestDatabase<Tables>
    let folder: string
    before(async () => {
      folder = await mkdtemp(join(tmpdir(), 'fundament-ldap-commands-'))
      slapd = await startSlapd()
      database = await openTestDatabase<Tables>((db) => migrateToLatest(db, migrations))
    })
    after(async () => {
      await database?.[Symbol.asyncDispose]()
      await slapd?.[Symbol.asyncDispose]()
      await rm(folder, { recursive: true, force: true })
    })
    const env = (more: Readonly<Record<string, string>> = {}) => ({
      DATABASE_URL: database.url.reveal(),
      ...{ PORT: '0', LOG_LEVEL: 'info' },
      ...more,
    })
    const publishEnv = () =>
      env({
        LDAP_PUBLISH_URL: slapd.server({ scheme: 'ldaps' }).url.href,
        LDAP_PUBLISH_CA_FILE: join(slapd.folder, 'ca.pem'),
        ...{ LDAP_PUBLISH_BASE: SUFFIX, LDAP_PUBLISH_BIND_DN: ADMIN.dn },
        LDAP_PUBLISH_PASSWORD: ADMIN.password.reveal(),
      })
    async function run(args: readonly string[], more: Readonly<Record<string, string>>) {
      const command = [process.execPath, 'infra/fundament.ts', ...args] as const
      await using running = startProcess([...command], { cwd: ROOT, env: more })
      const { code } = await running.ended
      assert.doesNotMatch(running.output(), /to-be-written-with/)
      return { code, output: running.output() }
    }
    async function settings(name: string, more: object): Promise<string> {
      const path = join(folder, name)
      const { url } = slapd.server()
      const said = { url: url.href, base: SUFFIX, bindDn: ADMIN.dn, mapping: 'ihe-hpd' }
      await writeFile(path, JSON.stringify({ ...said, ...more }))
      return path
    }
    const password = () => env({ LDAP_IMPORT_PASSWORD: ADMIN.password.reveal() })

    it('the service keeps the server in step by itself, and its metrics say so', async () => {
      await importSample(database.url)
      await using service = startProcess(
        [process.execPath, 'infra/fundament.ts', 'serve', 'directory'],
        {
          ...{ cwd: ROOT, env: publishEnv() },
        },
      )
      const [, internal = ''] = await service.waitFor(/^Internal +(\S+)/m, 30_000)
      await service.waitFor(/LDAP server written/, 30_000)
      const metrics = await (await fetch(new URL('/metrics', internal))).text()
      assert.match(metrics, /^ldap_publish_revision\{?.*\}? 1$/m)
      assert.match(metrics, /^ldap_publish_problems\{?.*\}? 0$/m)
      const busy = await run(['ldap-publish'], publishEnv())
      assert.equal(busy.code, 1)
      assert.match(busy.output, /another process does/)
      service.signal('SIGTERM', 'alone')
      assert.deepEqual(await service.ended, { code: 0, signal: null })
      assert.doesNotMatch(service.output(), /to-be-written-with/)
    })

    it('ldap-publish says what it did, and mends with --full', async () => {
      const none = await run(['ldap-publish'], publishEnv())
      assert.deepEqual([none.code, /nothing has changed/.test(none.output)], [0, true])
      const full = await run(['ldap-publish', '--full'], publishEnv())
      assert.match(full.output, /0 added, 0 changed, 0 removed/)
      assert.equal((await run(['ldap-publish', '--all'], publishEnv())).code, 2)
    })

    it('import --ldap imports what the server holds into a register', async () => {
      await using empty = await openTestDatabase<Tables>((db) => migrateToLatest(db, migrations))
      const more = { ...password(), DATABASE_URL: empty.url.reveal() }
      const path = await settings('region.json', { source: 'region-fjordland' })
      const first = await run(['import', '--ldap', path], more)
      assert.equal(first.code, 0, first.output)
      const row = await empty.db
        .selectFrom('source')
        .select(['name', 'format', 'rank'])
        .executeTakeFirst()
      assert.deepEqual(row, { name: 'region-fjordland', format: 'ldap', rank: 5 })
      const again = await run(['import', '--ldap', path], more)
      assert.deepEqual([again.code, /read what has changed/.test(again.output)], [0, true])
      await using link = await openLdap(slapd.server({ bind: null }))
      const base = { base: SUFFIX, scope: 'sub', attributes: ['1.1'], pageSize: 500 } as const
      const filter = equals('objectClass', 'HCRegulatedOrganization')
      const there = (await Array.fromAsync(searchPages(link, { ...base, filter }))).flat()
      const { count } = await empty.db
        .selectFrom('organisation_version')
        .select(({ fn }) => fn.count<string>('sor_id').distinct().as('count'))
        .executeTakeFirstOrThrow()
      assert.equal(Number(count), there.length)
      assert.ok(there.length > 400)
    })

    it('import --ldap ends with 2 for what cannot be used, and with 1 for a server that fails', async () => {
      const wrong = await run(
        ['import', '--ldap', await settings('a.json', { colour: 1 })],
        password(),
      )
      assert.deepEqual([wrong.code, /colour is unknown/.test(wrong.output)], [2, true])
      const absent = await run(['import', '--ldap', join(folder, 'nowhere.json')], password())
      assert.equal(absent.code, 2)
      const plain = await settings('b.json', { url: 'ldap://ldap.region.example' })
      assert.match(
        (await run(['import', '--ldap', plain], password())).output,
        /a password is sent/,
      )
      await slapd.signal('SIGSTOP')
      const frozen = await run(
        ['import', '--ldap', await settings('c.json', { timeoutMs: 300 })],
        password(),
      )
      await slapd.signal('SIGCONT')
      assert.deepEqual([frozen.code, /no answer within 300 ms/.test(frozen.output)], [1, true])
    })
  })
})
