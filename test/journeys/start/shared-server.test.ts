import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { killProcessesOf, leftOver, startProcess, type TestProcess } from '../../harness/process.ts'

const HOLD = join(import.meta.dirname, 'hold-server.ts')

describe('startEmbeddedPostgres() in two processes', () => {
  let dataDir = ''
  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'fundament-shared-'))
  })
  after(async () => {
    await killProcessesOf(dataDir)
    await rm(dataDir, { recursive: true, force: true })
  })

  const hold = (): TestProcess => startProcess([process.execPath, HOLD, dataDir])
  const portOf = async (user: TestProcess) => Number((await user.waitFor(/port (\d+)/))[1])
  const stop = async (user: TestProcess) => {
    user.signal('SIGTERM', 'alone')
    assert.deepEqual(await user.ended, { code: 0, signal: null }, user.output())
  }

  it('makes one server of two that start at once in an empty folder, and the last stops it', async () => {
    await using first = hold()
    await using second = hold()
    const port = await portOf(first)
    assert.equal(await portOf(second), port)
    await stop(first)
    assert.ok(await answers(port))
    await stop(second)
    assert.ok(!(await answers(port)))
    assert.deepEqual(await leftOver(dataDir, 1_000), [])
  })

  it('lets two leave at once and leaves nothing', async () => {
    await using first = hold()
    await using second = hold()
    await Promise.all([portOf(first), portOf(second)])
    await Promise.all([stop(first), stop(second)])
    assert.deepEqual(await leftOver(dataDir, 1_000), [])
  })

  it('does not count a user that was killed', async () => {
    await using first = hold()
    await using second = hold()
    const port = await portOf(second)
    await portOf(first)
    first.signal('SIGKILL', 'alone')
    await first.ended
    assert.ok(await answers(port))
    await stop(second)
    assert.deepEqual(await leftOver(dataDir, 1_000), [])
  })

  it('serves one that arrives while the last leaves', async () => {
    await using first = hold()
    await portOf(first)
    first.signal('SIGTERM', 'alone')
    await using second = hold()
    const port = await portOf(second)
    await first.ended
    assert.ok(await answers(port))
    await stop(second)
    assert.deepEqual(await leftOver(dataDir, 1_000), [])
  })
})

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
