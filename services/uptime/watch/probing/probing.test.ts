import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Finding } from '../../client/probe/finding.ts'
import { found } from '../../client/probe/finding.ts'
import type { Outcome } from '../../domain/outcome.ts'
import type { HttpProbe } from '../../domain/probe.ts'
import type { Target } from '../../domain/target.ts'
import { nextDue } from './due.ts'
import { ProbeLimits } from './limits.ts'
import { measure } from './measure.ts'
import { Probing } from './probing.ts'
import { ownConnection } from './references.ts'

const probe: HttpProbe = {
  ...{ kind: 'http', url: 'http://one.example/', statuses: [], bodyContains: null, headers: {} },
  ...{ everyMs: 60_000, timeoutMs: 10_000, degradedAboveMs: null },
}
const target = (id: string, other: Partial<HttpProbe> = {}): Target => ({
  id,
  subject: { kind: 'service', id },
  probe: { ...probe, ...other },
})
const down: Finding = { ...found({}), verdict: 'DOWN', reason: 'REFUSED' }

/** A clock that goes on only when everybody waits for it. */
function fakeTime(startMs: number) {
  let now = startMs
  const waiting: { readonly at: number; readonly go: () => void; readonly signal?: AbortSignal }[] =
    []
  const until = (at: number, signal?: AbortSignal) =>
    new Promise<void>((go, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true })
      waiting.push({ at, go, ...(signal && { signal }) })
    })
  const runTo = async (end: number): Promise<void> => {
    for (;;) {
      await new Promise((done) => setImmediate(done))
      const next = waiting.filter(({ signal }) => !signal?.aborted).sort((a, b) => a.at - b.at)[0]
      if (!next || next.at > end) break
      waiting.splice(waiting.indexOf(next), 1)
      now = Math.max(now, next.at)
      next.go()
    }
    now = end
  }
  return { now: () => new Date(now), until, sleep: (ms: number) => until(now + ms), runTo }
}

function measuring(time: ReturnType<typeof fakeTime>, knock: (url: string) => Promise<Finding>) {
  return {
    ...{ prober: 'a', now: time.now, sleep: time.sleep, confirmAfterMs: 2_000 },
    limits: new ProbeLimits({ most: 10, mostPerHost: 2 }),
    knock: (one: { readonly kind: string }) => knock('url' in one ? String(one.url) : ''),
    connection: async () => 'online' as const,
  }
}

describe('nextDue()', () => {
  it('keeps to a grid of its own, with jitter that does not add up', () => {
    let at = 0
    for (let turn = 1; turn <= 1_000; turn += 1) {
      at = nextDue({ id: 'x', everyMs: 60_000 }, at, Math.random)
    }
    const first = nextDue({ id: 'x', everyMs: 60_000 }, 0, () => 0)
    const drift = at - (first + 999 * 60_000)
    assert.ok(drift >= 0 && drift <= 3_000, String(drift))
  })

  it('spreads targets over the interval', () => {
    const phases = Array.from({ length: 2_000 }, (_, index) =>
      nextDue({ id: `service:s${index}#1`, everyMs: 60_000 }, 0, () => 0),
    )
    const perSecond = Map.groupBy(phases, (phase) => Math.floor(phase / 1_000))
    assert.equal(perSecond.size, 60)
    assert.ok([...perSecond.values()].every(({ length }) => length < 80))
  })
})

describe('measure()', () => {
  it('counts a failure only when a second try fails too', async () => {
    const time = fakeTime(0)
    const answers = [down, found({ latencyMs: 3 })]
    const measured = measure(
      target('x'),
      measuring(time, async () => answers.shift() ?? down),
    )
    await time.runTo(2_000)
    assert.equal((await measured)?.verdict, 'UP')
    const again = measure(
      target('x'),
      measuring(time, async () => down),
    )
    await time.runTo(4_000)
    assert.deepEqual([(await again)?.verdict, (await again)?.reason], ['DOWN', 'REFUSED'])
  })

  it('says nothing of others while we are offline ourselves', async () => {
    const time = fakeTime(0)
    const asked: string[] = []
    const connection = ownConnection([{ ...probe, url: 'http://reference.example/' }], {
      knock: async (one) => {
        asked.push('url' in one ? one.url : '')
        return down
      },
      now: () => time.now().getTime(),
    })
    const offline = { ...measuring(time, async () => down), connection }
    const measured = [measure(target('x'), offline), measure(target('y'), offline)]
    await time.runTo(2_000)
    assert.deepEqual(await Promise.all(measured), [null, null])
    assert.deepEqual(asked, ['http://reference.example/'])
  })

  it('is theirs when one reference is reached', async () => {
    const time = fakeTime(0)
    const references = [probe, { ...probe, url: 'http://two.example/' }]
    const connection = ownConnection(references, {
      knock: async (one) => ('url' in one && one.url.includes('two') ? found({}) : down),
      now: () => 0,
    })
    const measured = measure(target('x'), { ...measuring(time, async () => down), connection })
    await time.runTo(2_000)
    assert.equal((await measured)?.verdict, 'DOWN')
  })
})

describe('ProbeLimits', () => {
  it('never has more at work than it may, of all and of one host', async () => {
    const limits = new ProbeLimits({ most: 3, mostPerHost: 1 })
    let [running, most] = [0, 0]
    const perHost = new Map<string, number>()
    await Promise.all(
      Array.from({ length: 40 }, (_, index) => `host${index % 8}`).map((host) =>
        limits.run(host, async () => {
          running += 1
          most = Math.max(most, running)
          perHost.set(host, (perHost.get(host) ?? 0) + 1)
          assert.equal(perHost.get(host), 1)
          await new Promise((done) => setImmediate(done))
          perHost.set(host, 0)
          running -= 1
        }),
      ),
    )
    assert.equal(most, 3)
  })

  it('lets others pass by a host that hangs', async () => {
    const limits = new ProbeLimits({ most: 2, mostPerHost: 1 })
    let release = () => {}
    const hanging = limits.run('slow', () => new Promise<void>((done) => (release = done)))
    const queued = [1, 2, 3].map(() => limits.run('slow', async () => {}))
    assert.equal(await limits.run('fast', async () => 'well'), 'well')
    release()
    await Promise.all([hanging, ...queued])
  })
})

describe('Probing', () => {
  it('measures each target within seconds, then once an interval for a day, and changes with its set', async () => {
    const time = fakeTime(0)
    const seen: Outcome[] = []
    await using probing = new Probing({
      measuring: measuring(time, async () => found({ latencyMs: 1 })),
      random: () => 0.5,
      sleepUntil: time.until,
      onOutcome: (_target, outcome) => outcome && seen.push(outcome),
      onLeftOut: () => assert.fail('nothing is left out'),
      onFault: (error) => assert.fail(String(error)),
    })
    probing.use([target('a'), target('b', { everyMs: 600_000 })])
    await time.runTo(86_400_000)
    const counts = () => Map.groupBy(seen, ({ targetId }) => targetId)
    assert.deepEqual([counts().get('a')?.length, counts().get('b')?.length], [1_441, 145])
    probing.use([target('b', { everyMs: 600_000 })])
    await time.runTo(2 * 86_400_000)
    assert.deepEqual([counts().get('a')?.length, counts().get('b')?.length], [1_441, 289])
  })

  it('leaves out what falls into a measurement that takes too long, says so, and drifts no further', async () => {
    const time = fakeTime(0)
    const left: number[] = []
    const starts: number[] = []
    await using probing = new Probing({
      measuring: measuring(time, async () => {
        starts.push(time.now().getTime())
        await time.sleep(150_000)
        return found({ latencyMs: 150_000 })
      }),
      random: () => 0,
      sleepUntil: time.until,
      onOutcome: () => {},
      onLeftOut: (_target, count) => left.push(count),
      onFault: (error) => assert.fail(String(error)),
    })
    probing.use([target('a')])
    await time.runTo(3_600_000)
    assert.ok(left.length > 10 && left.every((count) => count === 2), left.join())
    const [, first = 0] = starts
    assert.ok(starts.slice(1).every((start) => (start - first) % 60_000 === 0))
    probing.use([])
    await time.runTo(4_000_000)
  })
})
