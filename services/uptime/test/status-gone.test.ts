import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { openProxy } from '../../../test/journeys/follow/fixture/proxy.ts'
import { Secret } from '../../kit/secret.ts'
import { holdHistory } from '../status/held/held-history.ts'
import { holdSnapshot } from '../status/held/held-snapshot.ts'
import { seedYear } from './status-seed.ts'
import { startStatus } from './status-server.ts'
import { storyOf } from './status-story.ts'

const proxy = await openProxy()
after(() => proxy[Symbol.asyncDispose]())

/** The same database, reached through a way that can be cut. */
async function through(url: Secret): Promise<Secret> {
  const way = new URL(url.reveal())
  proxy.leadTo(Number(way.port || 5432))
  way.host = proxy.url.host
  return new Secret(way.href)
}

describe('the status page without its database', () => {
  it('is served as it was read last and says how old it is; badges say that they do not know', async () => {
    let now = Date.now()
    await using server = await startStatus((db) => seedYear(db, storyOf(now)), {
      through,
      clock: () => now,
    })
    const before = await server.text('/status/service/images?lang=en')
    assert.match(before, /class="chart-line"/)
    assert.doesNotMatch(before, /database does not answer/)
    proxy.cut()
    now += 65_000
    const after = await server.get('/status?lang=en')
    assert.equal(after.status, 200)
    const page = await after.text()
    assert.match(
      page,
      /The database does not answer\. What is shown is what was read last, 1 min ago/,
    )
    assert.match(page, /The image index/)
    assert.match(await server.text('/status/service/images?lang=en'), /class="chart-line"/)
    assert.match(await server.text('/status/service/graph?lang=en'), /cannot be read right now/)
    assert.equal((await server.get('/status/incident/incident-open')).status, 200)
    const month = await server.get('/status/history/2026-01')
    assert.equal(month.status, 503)
    assert.equal(month.headers.get('retry-after'), '5')
    assert.match(await server.text('/status/badge/images.svg?lang=en'), /The image index: Unknown/)
    assert.equal((await (await server.get('/status.json')).json()).isStale, true)
  })
})

describe('holdSnapshot()', () => {
  it('gives null while nothing could ever be read, and tells of one failure once', async () => {
    let failures = 0
    let reads = 0
    const read = async () => {
      reads += 1
      throw new Error('gone')
    }
    const onFailure = (): void => {
      failures += 1
    }
    await using held = holdSnapshot({ read, everyMs: 1, onFailure })
    while (reads < 3) await new Promise((resolve) => setTimeout(resolve, 1))
    assert.equal(await held.latest(), null)
    assert.equal(failures, 1)
  })
})

describe('holdHistory()', () => {
  it('asks once for all who ask at one time', async () => {
    let reads = 0
    const held = holdHistory({
      incident: async () => {
        reads += 1
        return null
      },
      monthHistory: () => Promise.reject(new Error('gone')),
      serviceHistory: () => Promise.reject(new Error('gone')),
    })
    const found = await Promise.all([held.incident('a'), held.incident('a'), held.incident('b')])
    assert.deepEqual(found, [{ found: null }, { found: null }, { found: null }])
    assert.equal(reads, 2)
    assert.equal(await held.monthHistory('2026-01'), null)
  })
})
