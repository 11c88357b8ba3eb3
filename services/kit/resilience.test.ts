import assert from 'node:assert/strict'
import { AsyncLocalStorage } from 'node:async_hooks'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, it, type TestContext } from 'node:test'
import { type Guard, guard, type Limits, type Outcome } from './resilience.ts'

const LIMITS: Limits = {
  ...{ deadlineMs: 5_000, attemptMs: 3_000, retries: 1, retryDelayMs: 1 },
  ...{ mostAtOnce: 10, mostWaiting: 10, opensAfter: 100, opensForMs: 60_000 },
}

class Refused extends Error {}

interface Upstream {
  readonly get: (signal: AbortSignal) => Promise<string>
  readonly asked: () => number
  /** Requests that are waiting for an answer. */
  readonly waiting: ServerResponse[]
}

/** @param answer called for each request with its number, from 1 on; false leaves it without an answer */
async function upstream(
  test: TestContext,
  answer: (response: ServerResponse, number: number) => boolean,
): Promise<Upstream> {
  let count = 0
  const waiting: ServerResponse[] = []
  const server = createServer((_request, response) => {
    count += 1
    if (!answer(response, count)) waiting.push(response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  test.after(() => {
    server.close()
    server.closeAllConnections()
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const get = async (signal: AbortSignal) => {
    const response = await fetch(url, { signal })
    if (response.status === 403) throw new Refused()
    return response.text()
  }
  return { get, asked: () => count, waiting }
}

const says =
  (text: string, status = 200) =>
  (response: ServerResponse) => {
    response.writeHead(status).end(text)
    return true
  }
const hangs = () => false
const cuts = (response: ServerResponse) => Boolean(response.destroy())

const guarding = (limits: Partial<Limits> = {}): Guard =>
  guard(
    { ...LIMITS, ...limits },
    {
      isFault: (error) => error instanceof TypeError,
      isPassing: (error) => error instanceof TypeError,
    },
  )

const read = (
  guarded: Guard,
  { get }: Upstream,
  options: { readonly mayRepeat?: boolean; readonly signal?: AbortSignal } = {},
): Promise<Outcome<string>> => guarded.call({ work: get, mayRepeat: true, ...options })

describe('guard()', () => {
  it('hands an answer over, with the time that it took', async (test) => {
    const there = await upstream(test, says('well'))
    const outcome = await read(guarding(), there)
    assert.deepEqual(outcome, { kind: 'answered', value: 'well', tookMs: outcome.tookMs })
    assert.ok(outcome.tookMs >= 0)
  })

  it('asks a second time, and no third, when a connection is cut', async (test) => {
    const there = await upstream(test, (response, number) =>
      number === 1 ? cuts(response) : says('again')(response),
    )
    assert.equal((await read(guarding(), there)).kind, 'answered')
    assert.equal(there.asked(), 2)
    const gone = await upstream(test, cuts)
    assert.equal((await read(guarding(), gone)).kind, 'failed')
    assert.equal(gone.asked(), 2)
  })

  it('asks once only what may not be done twice, and what is refused', async (test) => {
    const gone = await upstream(test, cuts)
    assert.equal((await read(guarding(), gone, { mayRepeat: false })).kind, 'failed')
    assert.equal(gone.asked(), 1)
    const refusing = await upstream(test, says('no', 403))
    const outcome = await read(guarding(), refusing)
    assert.ok(outcome.kind === 'failed' && outcome.error instanceof Refused)
    assert.equal(refusing.asked(), 1)
  })

  it('gives an attempt that hangs up, and has time left for another', async (test) => {
    const there = await upstream(test, (response, number) =>
      number === 1 ? hangs() : says('late')(response),
    )
    const outcome = await read(guarding({ attemptMs: 100 }), there)
    assert.equal(outcome.kind, 'answered')
    assert.ok(outcome.tookMs >= 99, `${outcome.tookMs} ms`)
  })

  it('is too late at the deadline, whatever is left to be tried', async (test) => {
    const there = await upstream(test, hangs)
    const outcome = await read(guarding({ deadlineMs: 150, attemptMs: 100 }), there)
    assert.equal(outcome.kind, 'tooLate')
    assert.ok(outcome.tookMs >= 149 && outcome.tookMs < 1_500, `${outcome.tookMs} ms`)
  })

  it('waits no longer for work that does not heed its signal', async () => {
    const deaf = () => new Promise<never>(() => {})
    const guarded = guarding({ deadlineMs: 50, retries: 0 })
    assert.equal((await guarded.call({ work: deaf, mayRepeat: true })).kind, 'tooLate')
  })

  it('turns away whoever finds every place and the queue taken', async (test) => {
    const there = await upstream(test, hangs)
    const guarded = guarding({ mostAtOnce: 1, mostWaiting: 1 })
    const [first, second] = [read(guarded, there), read(guarded, there)]
    assert.equal((await read(guarded, there)).kind, 'busy')
    while (there.waiting.length === 0) await new Promise(setImmediate)
    says('first')(there.waiting[0] as ServerResponse)
    assert.equal((await first).kind, 'answered')
    while (there.waiting.length === 1) await new Promise(setImmediate)
    says('second')(there.waiting[1] as ServerResponse)
    assert.equal((await second).kind, 'answered')
  })

  it('keeps each call in its own context, also behind a queue', async () => {
    const whose = new AsyncLocalStorage<string>()
    const guarded = guarding({ mostAtOnce: 1 })
    const work = async () => {
      await new Promise(setImmediate)
      return whose.getStore()
    }
    const calls = ['one', 'two', 'three'].map((name) =>
      whose.run(name, () => guarded.call({ work, mayRepeat: true })),
    )
    const values = (await Promise.all(calls)).map((end) => end.kind === 'answered' && end.value)
    assert.deepEqual(values, ['one', 'two', 'three'])
  })

  it('ends at once when the caller has gone, and holds it against nobody', async (test) => {
    const there = await upstream(test, hangs)
    const guarded = guarding({ opensAfter: 1 })
    const caller = new AbortController()
    const asked = read(guarded, there, { signal: caller.signal })
    while (there.waiting.length === 0) await new Promise(setImmediate)
    caller.abort(new Error('gone'))
    assert.equal((await asked).kind, 'abandoned')
    const next = read(guarded, there)
    while (there.waiting.length === 1) await new Promise(setImmediate)
    says('still open')(there.waiting[1] as ServerResponse)
    assert.equal((await next).kind, 'answered')
  })
})

describe('guard(), when attempts fail one after the other,', () => {
  it('asks no more until the time has passed, and then once to see', async (test) => {
    let isWell = false
    const there = await upstream(test, (response) =>
      isWell ? says('well')(response) : cuts(response),
    )
    const guarded = guarding({ retries: 0, opensAfter: 3, opensForMs: 50 })
    const kinds: string[] = []
    for (let call = 0; call < 4; call++) kinds.push((await read(guarded, there)).kind)
    assert.deepEqual(kinds, ['failed', 'failed', 'failed', 'shutOff'])
    assert.equal(there.asked(), 3)
    isWell = true
    let outcome = await read(guarded, there)
    while (outcome.kind === 'shutOff') {
      await new Promise(setImmediate)
      outcome = await read(guarded, there)
    }
    assert.equal(outcome.kind, 'answered')
    assert.equal((await read(guarded, there)).kind, 'answered')
  })

  it('lets one through to see, and nobody else wait for it', async (test) => {
    const there = await upstream(test, (response, number) =>
      number === 1 ? cuts(response) : hangs(),
    )
    const guarded = guarding({ retries: 0, opensAfter: 1, opensForMs: 1 })
    assert.equal((await read(guarded, there)).kind, 'failed')
    const caller = new AbortController()
    let probing = read(guarded, there, { signal: caller.signal })
    while (there.waiting.length === 0) {
      const early = await Promise.race([
        probing,
        new Promise<null>((done) => setImmediate(done, null)),
      ])
      if (early?.kind === 'shutOff') probing = read(guarded, there, { signal: caller.signal })
    }
    assert.equal((await read(guarded, there)).kind, 'shutOff')
    caller.abort()
    assert.equal((await probing).kind, 'abandoned')
  })

  it('does not hold refusals against it', async (test) => {
    const there = await upstream(test, says('no', 403))
    const guarded = guarding({ opensAfter: 2 })
    for (let call = 0; call < 5; call++) await read(guarded, there)
    assert.equal(there.asked(), 5)
  })
})
