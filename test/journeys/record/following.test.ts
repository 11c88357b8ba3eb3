import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ExecutionResult } from 'graphql'
import { isAsyncIterable } from '../../../services/kit/map-values.ts'
import { CITIZENS } from '../../../services/sandbox/domain/world/persons.ts'
import { CLIENTS, type Event, overSse } from '../subscribe/fixture/clients.ts'
import { writeCallersFile } from './fixture/callers-file.ts'
import { openServedHub, type Person } from './fixture/served-hub.ts'
import { openSandboxRecord, type SandboxRecord } from './sandbox-record.ts'

type CitizenName = keyof typeof CITIZENS

const FOLLOW =
  'subscription ($of: [Cpr!]!) { citizenRecordChanged(citizens: $of) { id cpr source changedOn receivedAt } }'

const callers = await writeCallersFile([])
const hub = await openServedHub({
  ...{ RECORD_PULL_INTERVAL_MS: '100', FUNDAMENT_CALLERS_FILE: callers.path },
})
after(async () => {
  await hub[Symbol.asyncDispose]()
  await callers[Symbol.asyncDispose]()
})

const changed = (sandbox: URL, name: CitizenName) =>
  fetch(new URL(`/try/change/${name}`, sandbox), { method: 'POST' })

/** What comes, or why nothing did. */
const soon = <T>(told: Promise<T>): Promise<T> =>
  Promise.race([
    told,
    sleep(20_000, undefined, { ref: false }).then(() => {
      throw new Error('Nothing came in time')
    }),
  ])

/** Lets records change until something is told of: notifications gather from the first pull on. */
async function changedUntil<T>(told: Promise<T>, sandbox: URL, ...names: CitizenName[]) {
  let isTold = false
  const settled = soon(told).finally(() => {
    isTold = true
  })
  while (!isTold) {
    for (const name of names) await changed(sandbox, name)
    await Promise.race([settled, sleep(50)])
  }
  return settled
}

const authorizationOf = async (as: Person | 'system' | null) => {
  if (as === null) return {}
  return {
    authorization: as === 'system' ? `Bearer ${callers.key}` : await hub.authorizationOf(as),
  }
}

const asked = async (as: Person | 'system' | null, ...of: CitizenName[]) => ({
  ...{ query: FOLLOW, variables: { of: of.map((name) => CITIZENS[name].cpr) } },
  ...(await authorizationOf(as)),
})

describe('citizenRecordChanged(), through the clinical gateway', () => {
  for (const [name, follow] of CLIENTS) {
    it(`comes over ${name} with day and source, of those followed alone`, async () => {
      const events = follow(hub.clinical, await asked('doctor', 'full', 'child'))
      const first = await changedUntil(events.next(), hub.sandbox, 'empty', 'full', 'pregnant')
      const seen: Event[] = [first.value as Event]
      await changed(hub.sandbox, 'child')
      while (seen.at(-1)?.data.citizenRecordChanged.cpr !== CITIZENS.child.cpr) {
        seen.push((await soon(events.next())).value as Event)
      }
      await events.return?.()
      for (const { data } of seen) {
        const { id, cpr, source, changedOn, receivedAt, ...more } = data.citizenRecordChanged
        assert.deepEqual(more, {})
        assert.match(id, /^\d+$/)
        assert.ok(cpr === CITIZENS.full.cpr || cpr === CITIZENS.child.cpr)
        assert.match(source, /^http:\/\/sundhedsdatastyrelsen\.dk\/.*:TreatmentWillUpdated$/)
        assert.match(changedOn, /^\d{4}-\d{2}-\d{2}$/)
        assert.ok(Date.parse(receivedAt) <= Date.now())
      }
      const ids = seen.map(({ data }) => BigInt(data.citizenRecordChanged.id))
      assert.equal(new Set(ids).size, ids.length)
    })
  }

  it('comes to a citizen about herself', async () => {
    const events = overSse(hub.clinical, await asked('full', 'full'))
    const { value } = await changedUntil(events.next(), hub.sandbox, 'full')
    await events.return?.()
    assert.equal((value as Event).data.citizenRecordChanged.cpr, CITIZENS.full.cpr)
  })

  for (const [as, of, code] of [
    ['full', ['empty'], 'RECORD_CHANGES_DENIED'],
    ['full', ['full', 'empty'], 'RECORD_CHANGES_DENIED'],
    ['pregnant', ['child'], 'RECORD_CHANGES_DENIED'],
    ['doctor', [], 'TOO_MANY_CITIZENS'],
    [null, ['full'], 'SIGN_IN_REQUIRED'],
    ['system', ['full'], 'SIGN_IN_REQUIRED'],
  ] as const) {
    it(`is refused to ${as ?? 'nobody'} about ${of.join(' and ') || 'nobody'}: ${code}`, async () => {
      const events = overSse(hub.clinical, await asked(as, ...of))
      const { value } = await soon(events.next())
      await events.return?.()
      assert.equal((value as Event).errors?.[0]?.extensions?.code, code)
      assert.doesNotMatch(JSON.stringify(value), /\d{6}-?\d{4}/)
    })
  }
})

describe('a record that is restarted', () => {
  const PULLING = { RECORD_PULL_INTERVAL_MS: '100' }
  const followed = async (
    there: SandboxRecord,
    name: CitizenName = 'optedOut',
  ): Promise<AsyncIterator<ExecutionResult>> => {
    const result = await there.follow('doctor', CITIZENS[name].cpr)
    assert.ok(isAsyncIterable(result))
    return (result as AsyncIterable<ExecutionResult>)[Symbol.asyncIterator]()
  }

  it('tells of what changed meanwhile', async () => {
    await using there = await openSandboxRecord(PULLING)
    const { url } = there.sandbox
    const before = await followed(there)
    const blocked = await followed(there, 'blocked')
    await using work = there.record.startWork()
    await changedUntil(before.next(), url, 'optedOut')
    for (const events of [before, blocked]) await events.return?.()
    await work[Symbol.asyncDispose]()
    await there.record[Symbol.asyncDispose]()
    await changed(url, 'empty')
    await changed(url, 'blocked')
    await using later = await openSandboxRecord(PULLING, there)
    const after = await followed(later, 'blocked')
    await using _work = later.record.startWork()
    const { value } = await soon(after.next())
    await after.return?.()
    assert.equal(value.data.citizenRecordChanged.cpr, CITIZENS.blocked.cpr)
  })

  it('goes on over a sandbox that is another', async () => {
    await using there = await openSandboxRecord(PULLING)
    const before = await followed(there)
    const work = there.record.startWork()
    await changedUntil(before.next(), there.sandbox.url, 'optedOut')
    await before.return?.()
    await work[Symbol.asyncDispose]()
    await using other = await openSandboxRecord(PULLING)
    const over = { sandbox: other.sandbox, database: there.database }
    await using later = await openSandboxRecord(PULLING, over)
    const after = await followed(later)
    await using _work = later.record.startWork()
    const { value } = await changedUntil(after.next(), other.sandbox.url, 'optedOut')
    await after.return?.()
    assert.equal(value.data.citizenRecordChanged.cpr, CITIZENS.optedOut.cpr)
  })
})
