import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  killProcessesOf,
  leftOver,
  processesOf,
  startProcess,
  type TestProcess,
} from '../../harness/process.ts'

const ROOT = join(import.meta.dirname, '..', '..', '..')
const STOP_WITHIN_MS = 5_000

describe('npm start', () => {
  let dataDir = ''
  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'fundament-stop-'))
  })
  after(async () => {
    await killProcessesOf(dataDir)
    await rm(dataDir, { recursive: true, force: true })
  })

  const ready = async (): Promise<TestProcess> => {
    const env = { FUNDAMENT_DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'warn' }
    const npm = startProcess(['npm', 'start'], { cwd: ROOT, env })
    await npm.waitFor(/^Ready/m, 30_000)
    return npm
  }

  const stopsClean = async (npm: TestProcess) => {
    const asked = performance.now()
    assert.deepEqual(await npm.ended, { code: 0, signal: null }, npm.output())
    assert.deepEqual(await leftOver(dataDir, STOP_WITHIN_MS - (performance.now() - asked)), [])
    assert.ok(performance.now() - asked < STOP_WITHIN_MS)
  }

  it('exits 0 with nothing left on SIGTERM to the group', async () => {
    await using npm = await ready()
    npm.signal('SIGTERM', 'group')
    await stopsClean(npm)
  })

  it('exits 0 with nothing left on SIGINT to the group, twice', async () => {
    await using npm = await ready()
    npm.signal('SIGINT', 'group')
    npm.signal('SIGINT', 'group')
    await stopsClean(npm)
  })

  it('exits 0 with nothing left on SIGTERM to npm alone, twice', async () => {
    await using npm = await ready()
    npm.signal('SIGTERM', 'alone')
    npm.signal('SIGTERM', 'alone')
    await stopsClean(npm)
  })

  it('exits 0 with nothing left on a signal while it starts', async () => {
    const env = { FUNDAMENT_DATA_DIR: dataDir, PORT: '0' }
    await using npm = startProcess(['npm', 'start'], { cwd: ROOT, env })
    await npm.waitFor(/launch\.mjs/)
    while ((await processesOf(join(dataDir, 'postgres'))).length === 0) await sleep(5)
    npm.signal('SIGINT', 'group')
    await stopsClean(npm)
  })

  it('stops everything when npm is killed', async () => {
    await using npm = await ready()
    npm.signal('SIGKILL', 'alone')
    assert.deepEqual(await leftOver(dataDir, STOP_WITHIN_MS), [])
  })

  it('takes over the server that a killed group left behind', async () => {
    const postmaster = await killed(await ready())
    await using npm = await ready()
    assert.equal(await postmasterPid(dataDir), postmaster)
    npm.signal('SIGTERM', 'group')
    await stopsClean(npm)
  })

  it('recovers after everything was killed', async () => {
    const postmaster = await killed(await ready())
    process.kill(postmaster, 'SIGKILL')
    await using npm = await ready()
    npm.signal('SIGTERM', 'group')
    await stopsClean(npm)
  })

  async function killed(npm: TestProcess): Promise<number> {
    const postmaster = await postmasterPid(dataDir)
    await npm[Symbol.asyncDispose]()
    return postmaster
  }
})

const postmasterPid = async (dataDir: string): Promise<number> =>
  Number.parseInt(
    await readFile(join(dataDir, 'postgres', 'cluster', 'postmaster.pid'), 'utf8'),
    10,
  )
