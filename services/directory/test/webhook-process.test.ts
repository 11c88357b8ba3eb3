import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { sampleSorId } from '../../../infra/sample/identifiers.ts'
import type { TestDatabase } from '../../../test/harness/database.ts'
import type { Tables } from '../store/tables.ts'
import { file, importing, openRegister, unit } from './import-harness.ts'
import { fakeClock } from './webhook/clock.ts'
import { hang, openReceiver, type Receiver, take } from './webhook/receiver.ts'
import { startTelling, until, wanting, webhooksOf } from './webhook/telling.ts'

let register: TestDatabase<Tables>
let receiver: Receiver
let revision = 0

before(async () => {
  register = await openRegister()
  receiver = await openReceiver()
})
after(async () => {
  await receiver[Symbol.asyncDispose]()
  await register[Symbol.asyncDispose]()
})

async function importNames(count: number, suffix: string): Promise<void> {
  revision += 1
  const items = Array.from({ length: count }, (_, index) =>
    unit(sampleSorId(index + 1), '2020-01-01..', { name: `${index} ${suffix}` }),
  )
  await importing(register, [file({ on: `2026-10-${10 + revision}`, items })])
}

const PROGRAM = fileURLToPath(new URL('webhook/worker-program.ts', import.meta.url))

async function startProcess() {
  const child = spawn(process.execPath, [PROGRAM, register.url.reveal()], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }
  return { kill, [Symbol.asyncDispose]: kill }
}

describe('processes that tell', () => {
  it('lose nothing when one is killed in the middle of deliveries, and another goes on', async () => {
    await importNames(40, 'a')
    const webhooks = webhooksOf(register, 'other')
    const { webhook } = await webhooks.create(wanting(receiver.url))
    receiver.answering = (received, response) =>
      (receiver.taken.length < 15 ? take : hang)(received, response)
    await using first = await startProcess()
    await importNames(40, 'b')
    await until(() => receiver.taken.length >= 15 && receiver.received.length > 20, 'the middle')
    await first.kill()
    receiver.answering = take
    await using _second = await startProcess()
    await until(() => new Set(receiver.taken).size === 40, 'all 40')
    // Those whose answer the first process never heard may come twice, and no others.
    assert.ok(receiver.taken.length <= 40 + 8, String(receiver.taken.length))
    await until(async () => (await webhooks.byId(webhook.id))?.waiting === 0, 'an empty outbox')
  })

  it('take turns: one tells, and the other when it is gone', async () => {
    receiver.taken.length = 0
    const clock = fakeClock()
    const first = startTelling(register, { clock })
    await using second = startTelling(register, { clock })
    await importNames(40, 'c')
    // The lock of a process that was killed may be held for a moment still.
    await first.pass(600_000, 1_000, () => receiver.taken.length === 40)
    await until(() => receiver.taken.length === 40, 'forty')
    const byFirst = first.outcomes.length > 0
    const [told, idle] = byFirst ? [first, second] : [second, first]
    assert.equal(idle.outcomes.length, 0)
    await told[Symbol.asyncDispose]()
    await importNames(40, 'd')
    await idle.pass(600_000, 1_000, () => receiver.taken.length === 80)
    await until(() => receiver.taken.length === 80, 'eighty')
    // A receiver knows of its answer before the one who gets it.
    await until(() => idle.outcomes.length >= 40, 'forty outcomes')
    assert.equal(idle.outcomes.length, 40)
    await first[Symbol.asyncDispose]()
  })
})
