import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { chown, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import pg from 'pg'
import { createLog } from '../../services/kit/log.ts'
import { serverAccount, spawnAs } from './account.ts'
import { startEmbeddedPostgres } from './embedded.ts'
import { EmbeddedPostgresUnavailable } from './errors.ts'
import { DISPOSABLE } from './settings.ts'

const log = createLog({ level: 'warn' })

describe('startEmbeddedPostgres()', () => {
  let dataDir = ''
  // A new folder for temporary files may be entered by its owner only.
  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'fundament-embedded-'))
  })
  after(() => rm(dataDir, { recursive: true, force: true }))

  const start = () => startEmbeddedPostgres({ dataDir, log, settings: DISPOSABLE })
  const pidFile = () => join(dataDir, 'postgres', 'cluster', 'postmaster.pid')

  it('serves UTF-8 that sorts by code point, to loopback and the password only', async () => {
    await using server = await start()
    const client = new pg.Client({ connectionString: server.url.reveal() })
    await client.connect()
    const asked = await client.query(`
      select current_setting('server_encoding') as encoding, datlocale as locale, lower('ÆØÅ') as lower,
             current_setting('listen_addresses') as addresses, 'Z' < 'a' as by_code_point
      from pg_database where datname = current_database()`)
    await client.end()
    assert.deepEqual(asked.rows[0], {
      ...{ encoding: 'UTF8', locale: 'C.UTF-8', lower: 'æøå' },
      ...{ addresses: '127.0.0.1', by_code_point: true },
    })
    const stranger = new URL(server.url.reveal())
    stranger.password = 'guess'
    await assert.rejects(new pg.Client(stranger.href).connect(), /password authentication failed/)
  })

  it('keeps its data and password from other users', async () => {
    const cluster = join(dataDir, 'postgres', 'cluster')
    assert.equal((await stat(cluster)).mode & 0o077, 0)
    assert.equal((await stat(join(cluster, 'fundament.password'))).mode & 0o077, 0)
  })

  it('starts although the number of a dead server belongs to another program', async () => {
    const content = await (async () => {
      await using _server = await start()
      return readFile(pidFile(), 'utf8')
    })()
    const account = serverAccount()
    const other = spawn('sleep', ['60'], { ...spawnAs(account), stdio: 'ignore' })
    try {
      await writeFile(pidFile(), content.replace(/^\d+/, String(other.pid)), { mode: 0o600 })
      await chown(pidFile(), account.uid, account.gid)
      await using server = await start()
      assert.ok(server.port > 0)
    } finally {
      other.kill()
    }
  })

  it('says what the server said when it cannot start', async () => {
    const settings = { ...DISPOSABLE, shared_buffers: 'plenty' }
    await assert.rejects(
      startEmbeddedPostgres({ dataDir, log, settings }),
      (error: Error) =>
        error instanceof EmbeddedPostgresUnavailable && /invalid value.*plenty/.test(error.message),
    )
  })
})
