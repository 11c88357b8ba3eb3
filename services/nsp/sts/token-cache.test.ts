import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { inspect } from 'node:util'
import fc from 'fast-check'
import { UpstreamUnreachable } from '../soap/errors.ts'
import { TokenEndsTooSoon } from './errors.ts'
import {
  type Issued,
  type TokenCacheOptions,
  type TokenOutcome,
  tokenCache,
} from './token-cache.ts'

interface Token {
  readonly id: number
}

const MINUTE = 60_000
const KEY = ['card', '6103480014']

/** A clock that stands, an issuer that counts, and a cache between them. */
function set({ max = 10, lifeMs = 5 * MINUTE, ...more }: Partial<TokenCacheOptions & Life> = {}) {
  const clock = { ms: Date.parse('2026-01-01T00:00:00Z') }
  const outcomes: TokenOutcome[] = []
  const issuer = { count: 0, fails: false }
  const now = () => new Date(clock.ms)
  const onOutcome = (outcome: TokenOutcome) => void outcomes.push(outcome)
  const cache = tokenCache<Token>({ max, now, onOutcome, ...more })
  const renew = async (): Promise<Issued<Token>> => {
    issuer.count += 1
    await turn()
    if (issuer.fails) throw new UpstreamUnreachable('it is down')
    return { value: { id: issuer.count }, endsAt: new Date(clock.ms + lifeMs) }
  }
  return { clock, outcomes, issuer, cache, renew, take: () => cache.take(KEY, renew) }
}

interface Life {
  readonly lifeMs: number
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

describe('tokenCache() take()', () => {
  it('asks once and holds the token', async () => {
    const { take, issuer, outcomes } = set()
    assert.deepEqual([await take(), await take()], [{ id: 1 }, { id: 1 }])
    assert.equal(issuer.count, 1)
    assert.deepEqual(outcomes, ['asked', 'renewed', 'held'])
  })

  it('renews a card of 24 hours from four fifths of its life on, and nobody waits for it', async () => {
    const { take, clock, issuer } = set({ lifeMs: 24 * 60 * MINUTE })
    await take()
    clock.ms += 0.79 * 24 * 60 * MINUTE
    assert.equal((await take()).id, 1)
    await turn()
    assert.equal(issuer.count, 1)
    clock.ms += 0.02 * 24 * 60 * MINUTE
    assert.equal((await take()).id, 1)
    await turn()
    assert.equal((await take()).id, 2)
  })

  it('renews a token of five minutes before its last minute, which is handed to nobody', async () => {
    const { take, clock, issuer } = set()
    await take()
    clock.ms += 3 * MINUTE
    assert.equal((await take()).id, 1)
    await turn()
    assert.equal(issuer.count, 2)
    clock.ms += 4 * MINUTE + 1
    assert.equal((await take()).id, 3)
  })

  it('keeps a good token where its renewal fails, and pauses before the next try', async () => {
    const { take, clock, issuer, outcomes } = set()
    await take()
    issuer.fails = true
    clock.ms += 3 * MINUTE
    for (let call = 0; call < 5; call += 1) {
      assert.equal((await take()).id, 1)
      await turn()
      await turn()
    }
    assert.equal(issuer.count, 2)
    assert.ok(outcomes.includes('failed'))
    clock.ms += 5_000
    await take()
    assert.equal(issuer.count, 3)
  })

  it('remembers no failure', async () => {
    const { take, issuer } = set()
    issuer.fails = true
    await assert.rejects(take(), UpstreamUnreachable)
    issuer.fails = false
    assert.equal((await take()).id, 2)
  })

  it('refuses a new token with less than a minute left', async () => {
    const { take, cache } = set({ lifeMs: MINUTE - 1 })
    await assert.rejects(take(), TokenEndsTooSoon)
    assert.equal(cache.size, 0)
  })

  it('lets an asker go whose signal is aborted, and goes on for the others', async () => {
    const { cache, renew, issuer } = set()
    const leaving = new AbortController()
    const left = cache.take(KEY, renew, leaving.signal)
    const stays = cache.take(KEY, renew)
    leaving.abort(new Error('gone'))
    await assert.rejects(left, /gone/)
    assert.equal((await stays).id, 1)
    assert.equal(issuer.count, 1)
    await assert.rejects(cache.take(KEY, renew, leaving.signal), /gone/)
  })

  it('gives up a renewal that hangs, and asks again next time', async () => {
    const { cache, renew } = set({ renewalMs: 5 })
    // Node lets a process end that waits for nothing but such a deadline.
    const alive = setInterval(() => {}, 1_000)
    try {
      const hangs = cache.take(KEY, () => new Promise(() => {}))
      await assert.rejects(hangs, UpstreamUnreachable)
      assert.equal((await cache.take(KEY, renew)).id, 1)
    } finally {
      clearInterval(alive)
    }
  })

  it('holds so many at most, and forgets what has ended', async () => {
    const { cache, renew, clock } = set({ max: 3 })
    for (const person of ['a', 'b', 'c', 'd']) await cache.take([person], renew)
    assert.equal(cache.size, 3)
    clock.ms += 6 * MINUTE
    await cache.take(['e'], renew)
    assert.equal(cache.size, 1)
  })

  it('tells keys apart by their parts, and shows none of them', async () => {
    const { cache, renew } = set()
    const first = await cache.take(['a', 'b|c'], renew)
    assert.notEqual(await cache.take(['a|b', 'c'], renew), first)
    await cache.take(KEY, renew)
    assert.doesNotMatch(inspect(cache, { depth: 9, showHidden: true }), /6103480014/)
  })
})

describe('tokenCache() refuse()', () => {
  it('forgets the token that was refused, and not the one that came after it', async () => {
    const { cache, take, issuer } = set()
    const first = await take()
    cache.refuse(KEY, first)
    const second = await take()
    cache.refuse(KEY, first)
    assert.equal(await take(), second)
    assert.equal(issuer.count, 2)
  })
})

type Step =
  | { readonly kind: 'ask' | 'refuse'; readonly key: number }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'fail'; readonly fails: boolean }
  | { readonly kind: 'turn' }

const steps = fc.array(
  fc.oneof<fc.Arbitrary<Step>[]>(
    fc.record({ kind: fc.constant('ask'), key: fc.integer({ min: 0, max: 2 }) }),
    fc.record({ kind: fc.constant('refuse'), key: fc.integer({ min: 0, max: 2 }) }),
    fc.record({ kind: fc.constant('wait'), ms: fc.integer({ min: 0, max: 5 * MINUTE }) }),
    fc.record({ kind: fc.constant('fail'), fails: fc.boolean() }),
    fc.record({ kind: fc.constant('turn') }),
  ),
  { maxLength: 60 },
)

describe('tokenCache() in any order of asking, waiting, failing and refusing', () => {
  it('never has two renewals of a key under way, and never hands out a last minute', async () => {
    await fc.assert(fc.asyncProperty(steps, neverWrong), { numRuns: 400 })
  })
})

async function neverWrong(order: readonly Step[]): Promise<void> {
  const clock = { ms: 0 }
  const issuer = { fails: false, isBusy: [false, false, false] }
  const cache = tokenCache<Held>({ max: 2, now: () => new Date(clock.ms) })
  const last: (Held | undefined)[] = []
  const renew = (key: number) => async () => {
    assert.equal(issuer.isBusy[key], false, 'two renewals at once')
    issuer.isBusy[key] = true
    await turn()
    issuer.isBusy[key] = false
    if (issuer.fails) throw new UpstreamUnreachable('it is down')
    const value = { key, endsAt: new Date(clock.ms + 5 * MINUTE) }
    return { value, endsAt: value.endsAt }
  }
  const ask = async (key: number) => {
    const held = await cache.take([String(key)], renew(key)).catch(failed)
    if (!held) return
    assert.equal(held.key, key)
    assert.ok(held.endsAt.getTime() - clock.ms >= MINUTE, 'less than a minute left')
    last[key] = held
  }
  const asked: Promise<void>[] = []
  for (const step of order) {
    if (step.kind === 'ask') asked.push(ask(step.key))
    else if (step.kind === 'wait') {
      // Time passes only while nobody waits: what is taken is used at once.
      await Promise.all(asked)
      clock.ms += step.ms
    } else if (step.kind === 'fail') issuer.fails = step.fails
    else if (step.kind === 'turn') await turn()
    else if (last[step.key]) cache.refuse([String(step.key)], last[step.key] as Held)
    assert.ok(cache.size <= 2)
  }
  await Promise.all(asked)
}

interface Held {
  readonly key: number
  readonly endsAt: Date
}

function failed(error: unknown): null {
  assert.ok(error instanceof UpstreamUnreachable)
  return null
}
