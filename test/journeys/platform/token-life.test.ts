import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { NOBODY } from '../../../infra/probe/people.ts'
import { questionsAbout } from '../../../infra/probe/questions.ts'
import { readIdCard } from '../../../services/nsp/dgws/id-card-read.ts'
import type { Acting } from '../../../services/nsp/platform/acting.ts'
import type { CallOutcome } from '../../../services/nsp/platform/call-outcome.ts'
import type { OpenPlatform } from '../../../services/nsp/platform/open-platform.ts'
import type { ServiceName } from '../../../services/nsp/platform/services.ts'
import { rootOf } from '../../../services/nsp/xml/parse.ts'
import { HOUR_MS, MINUTE_MS, type PlayedPlatform, startPlayedPlatform } from './played-platform.ts'

let played: PlayedPlatform
let platform: OpenPlatform
const outcomes: CallOutcome[] = []
/** Of the client alone, where it is not that of the sandbox. */
let ahead = 0

before(async () => {
  played = await startPlayedPlatform()
})
after(() => played[Symbol.asyncDispose]())
beforeEach(async () => {
  await platform?.[Symbol.asyncDispose]()
  outcomes.length = 0
  ahead = 0
  platform = played.opened({
    now: () => new Date(played.clock.now.getTime() + ahead),
    onCall: (outcome) => void outcomes.push(outcome),
  })
})
after(() => platform[Symbol.asyncDispose]())

const pass = (ms: number) => {
  played.clock.now = new Date(played.clock.now.getTime() + ms)
}
const asked = (service: ServiceName): readonly (string | null)[] =>
  outcomes.filter((outcome) => outcome.service === service).map(({ code }) => code)

function ask(service: ServiceName, acting: Acting = { kind: 'system' }) {
  const { action, body } = questionsAbout(NOBODY.cpr)[service] ?? assert.fail(service)
  return platform.call({ service, action, body, acting, regarding: NOBODY })
}

describe('id cards and identity tokens', () => {
  it('are in force for 24 hours and for five minutes', async () => {
    const signal = AbortSignal.timeout(10_000)
    const minutes = (endsAt: Date) =>
      Math.round((endsAt.getTime() - played.clock.now.getTime()) / MINUTE_MS)
    const card = await platform.exchanges.systemCard(signal)
    assert.equal(minutes(card.endsAt), 24 * 60 - 1)
    const { notBefore, notOnOrAfter } = readIdCard(rootOf(card.value.text.toString()))
    assert.equal(notOnOrAfter.getTime() - notBefore.getTime(), 24 * HOUR_MS)
    const wish = { acting: played.people.citizen, audience: 'https://audience.nspop.dk/btr' }
    assert.equal(minutes((await platform.exchanges.identityToken(wish, signal)).endsAt), 5)
  })

  it('are got once for many who ask at once', async () => {
    await Promise.all(Array.from({ length: 20 }, () => ask('brs')))
    assert.deepEqual(asked('sts-id-card'), [null])
    await Promise.all(Array.from({ length: 20 }, () => ask('ltr', played.people.citizen)))
    assert.deepEqual(asked('sts-jwt2idws'), [null])
    await Promise.all(Array.from({ length: 20 }, () => ask('ltr', played.people.professional)))
    assert.deepEqual(asked('sts-bst2sosi'), [null])
  })

  it('of a citizen are renewed as often as five minutes ask for it', async () => {
    const { citizen } = played.people
    for (const count of [1, 2, 3]) {
      await ask('ltr', citizen)
      assert.equal(asked('sts-jwt2idws').length, count)
      pass(5 * MINUTE_MS)
    }
  })

  it('are renewed before they end, once, while nobody waits', async () => {
    await ask('brs')
    pass(18 * HOUR_MS)
    await ask('brs')
    assert.equal(asked('sts-id-card').length, 1)
    pass(2 * HOUR_MS)
    await Promise.all(Array.from({ length: 10 }, () => ask('brs')))
    await renewed('sts-id-card', 2)
    pass(5 * HOUR_MS)
    await ask('brs')
    assert.deepEqual([asked('sts-id-card').length, asked('brs').length], [2, 13])
    assert.deepEqual(new Set(asked('brs')), new Set([null]))
  })

  for (const minutes of [-4, 4])
    it(`are taken all their life from a client whose clock is ${minutes} minutes off`, async () => {
      ahead = minutes * MINUTE_MS
      await ask('brs')
      for (const count of [1, 2, 3]) {
        pass(24 * HOUR_MS - 5 * MINUTE_MS)
        for (let minute = 0; minute < 10; minute += 1) {
          await ask('brs')
          pass(MINUTE_MS)
        }
        await renewed('sts-id-card', count + 1)
      }
      assert.deepEqual(new Set(asked('brs')), new Set([null]))
      assert.deepEqual(new Set(asked('sts-id-card')), new Set([null]))
    })

  it('are not to be had, and no message is sent, by a client whose clock is ten minutes off', async () => {
    for (const minutes of [-10, 10]) {
      ahead = minutes * MINUTE_MS
      await assert.rejects(ask('brs'), { code: 'STS_FAULT' })
    }
    assert.deepEqual(asked('brs'), [])
    assert.deepEqual(asked('sts-id-card'), ['ExpiredData', 'InvalidTimeRange'])
  })
})

async function renewed(service: ServiceName, count: number): Promise<void> {
  const deadline = performance.now() + 10_000
  while (asked(service).length < count) {
    assert.ok(performance.now() < deadline, 'it is renewed in time')
    await new Promise((resolve) => setImmediate(resolve))
  }
}
