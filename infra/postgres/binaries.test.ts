import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { serverAccount, spawnAs } from './account.ts'
import { installedPackage, postgresBinaries } from './binaries.ts'

describe('postgresBinaries()', () => {
  const version = `test-${process.pid}`
  after(async () => {
    for (const folder of [tmpdir(), '/tmp', '/var/tmp', '/dev/shm']) {
      await rm(join(folder, `fundament-postgres-${version}`), { recursive: true, force: true })
    }
  })

  it('finds programs that the account can run, also below a folder that only its owner may enter', async () => {
    const account = serverAccount()
    const home = await mkdtemp(join(tmpdir(), 'fundament-binaries-'))
    try {
      const native = join(installedPackage().home, 'native')
      await cp(native, join(home, 'native'), { recursive: true, verbatimSymlinks: true })
      const programs = await postgresBinaries(account, { home, version })
      const options = { ...spawnAs(account), encoding: 'utf8', env: {} } as const
      assert.match(execFileSync(join(programs, 'postgres'), ['--version'], options), /PostgreSQL/)
    } finally {
      await rm(home, { recursive: true, force: true })
    }
  })
})
