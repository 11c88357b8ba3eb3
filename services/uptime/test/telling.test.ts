import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { after, beforeEach, describe, it } from 'node:test'
import express from 'express'
import { sql } from 'kysely'
import {
  answer,
  openReceiver,
  type Received,
  type Receiver,
  take,
} from '../../directory/test/webhook/receiver.ts'
import { type Callers, parseCallers } from '../../kit/callers.ts'
import { networkList } from '../../kit/http/inside-address.ts'
import { listen } from '../../kit/http/listen.ts'
import { createLog } from '../../kit/log.ts'
import { Secret } from '../../kit/secret.ts'
import { startTelemetry } from '../../kit/telemetry/telemetry.ts'
import { openPoster } from '../../kit/webhook/post.ts'
import { openMailer } from '../client/smtp/mailer.ts'
import { sightOf } from '../domain/sight.ts'
import type { SubscriptionAsked } from '../domain/subscriber/subscription.ts'
import { targetsOf } from '../domain/targets-of.ts'
import { carryOut } from '../store/incidents/carry-out.ts'
import { uptime } from '../store/reading/uptime.ts'
import { sharedWorld } from '../store/reading/world.ts'
import { settledUpTo } from '../store/subscribers/due.ts'
import { incidentSubscriptions } from '../store/subscribers/subscriptions.ts'
import { saveCatalogue } from '../store/targets/save-catalogue.ts'
import { subscribeRouter } from '../subscribe/router.ts'
import type { Telling } from '../watch/telling/round.ts'
import { tellAll } from '../watch/telling/tell.ts'
import { catalogueOf, catalogueService } from './fictional.ts'
import { openMailServer } from './mail-server.ts'
import { openUptimeDatabase } from './uptime-database.ts'

const HOUR = 3_600_000
const START = Date.parse('2026-11-23T08:00:00Z')
const ADDRESS = 'Anna@fjordland.example'

const stack = new AsyncDisposableStack()
after(() => stack.disposeAsync())
const { db } = stack.use(await openUptimeDatabase())
const mails = stack.use(await openMailServer())
const allowed = { hosts: new Set<string>(), networks: networkList(['127.0.0.0/8']) }
const limits = { timeoutMs: 2_000, connectionsPerHost: 4 }
const poster = stack.use(openPoster({ ...limits, allowed }))
const mailer = stack.use(
  openMailer({ url: new Secret(mails.url), from: 'drift@fundament.example' }),
)
const catalogue = catalogueOf([
  catalogueService('database', { severity: 'P1' }),
  catalogueService('mail', { dependsOn: ['database'] }),
  catalogueService('inner', { isReleased: false }),
])
await saveCatalogue(db, catalogue, targetsOf(catalogue))

const key = new Secret(Buffer.alloc(32, 7).toString('base64'))
const callers = parseCallers(
  JSON.stringify([{ name: 'vendor', keySha256: '0'.repeat(64), grants: [] }]),
) as Callers
const logged: string[] = []
const log = createLog({ level: 'debug', destination: { write: (line) => void logged.push(line) } })
const counted: string[] = []
let nowMs = START
const now = () => new Date(nowMs)
const telling: Telling = {
  ...{ db, key, callers, poster, mailer, now, log, chance: () => 0.5 },
  status: 'https://status.example/status',
  told: ({ kind, outcome }) => void counted.push(`${kind} ${outcome}`),
}
const world = sharedWorld(db, () => nowMs)
const anybody = uptime(db, { sight: sightOf(new Set()), world })
const settings = { key, allowed, mostPerCaller: 5, hasMail: true }
const subscriptionsFor = (caller: string | null) =>
  incidentSubscriptions(db, { settings, caller, uptime: anybody, now })
const subscribe = (asked: Partial<SubscriptionAsked>) =>
  subscriptionsFor(asked.kind === 'EMAIL' ? null : 'vendor').subscribe({
    ...{ kind: 'WEBHOOK', address: receiver.url, services: [], language: 'da', ...asked },
  })
const tell = () => tellAll(telling, new AbortController().signal)

let made = 0
/** Opens an incident with a line for each service, the first of them its cause. */
async function open(...services: readonly [string, ...string[]]): Promise<string> {
  made += 1
  const id = `i${made}`
  await carryOut(db, [{ kind: 'open', root: services[0], services }], {
    at: now().toISOString(),
    nameOf: (service) => ({ da: `Tjenesten ${service}`, en: `The service ${service}` }),
    severityOf: () => 'P1',
    newId: () => id,
  })
  return id
}
const close = (incident: string) =>
  carryOut(db, [{ kind: 'close', incident }], {
    ...{ at: now().toISOString(), nameOf: (id) => ({ da: id, en: id }) },
    ...{ severityOf: () => 'P1', newId: () => '' },
  })
const told = ({ body }: Received) => {
  const { kind, service, incident } = JSON.parse(body)
  return `${incident.id} ${kind} ${service ?? ''}`.trim()
}
const receiver: Receiver = stack.use(await openReceiver())
const stateOf = async () =>
  (await subscriptionsFor('vendor').own()).map(({ state, lastFailure }) => [state, lastFailure])

beforeEach(async () => {
  await sql`truncate incident_event, incident_service, incident, subscriber`.execute(db)
  nowMs = START
  made = 0
  receiver.answering = take
  for (const list of [receiver.received, receiver.taken, mails.taken, logged, counted]) {
    list.length = 0
  }
  mails.refusal = null
})

describe('tellAll() by webhook', () => {
  it('tells every line in its order, signed, once each, from the subscription on', async () => {
    await open('mail')
    const { made: answered } = await subscribe({})
    const incident = await open('database', 'mail')
    await tell()
    await close(incident)
    await tell()
    await tell()
    assert.deepEqual(receiver.received.map(told), [
      ...['i2 OPENED database', 'i2 JOINED mail', 'i2 CLOSED'],
    ])
    for (const { headers, body } of receiver.received) {
      const [, seconds, hex] =
        /^t=(\d+),v1=(\w+)$/.exec(String(headers['fundament-signature'])) ?? []
      const mine = createHmac('sha256', answered?.secret ?? '').update(`${seconds}.${body}`)
      assert.equal(hex, mine.digest('hex'))
    }
    const { incident: about, text } = JSON.parse(receiver.received[0]?.body ?? '')
    assert.deepEqual(
      [about.root, about.severity, about.title.en, text.da],
      [
        'database',
        'P1',
        'Disruption: The service database',
        'Tjenesten database er ramt. Hændelsen er åbnet.',
      ],
    )
  })

  it('tells nothing of services that the caller may not see, or did not ask for', async () => {
    await subscribe({ services: ['mail'] })
    await open('inner', 'mail')
    await open('database')
    await tell()
    assert.deepEqual(receiver.received.map(told), ['i1 JOINED mail'])
    assert.doesNotMatch(receiver.received[0]?.body ?? '', /inner/)
  })

  it('tries again what failed before anything that came later', async () => {
    await subscribe({})
    await open('database', 'mail')
    receiver.answering = answer(503)
    await tell()
    assert.deepEqual(receiver.received.map(told), ['i1 OPENED database'])
    assert.deepEqual(await stateOf(), [['ACTIVE', 'HTTP_503']])
    receiver.answering = take
    await tell()
    assert.equal(receiver.received.length, 1, 'its turn has not come')
    nowMs += 5_000
    await tell()
    assert.deepEqual(receiver.received.slice(1).map(told), [
      ...['i1 OPENED database', 'i1 JOINED mail'],
    ])
    assert.deepEqual(await stateOf(), [['ACTIVE', null]])
  })

  it('gives up after a day, visibly, and tells one that subscribes again', async () => {
    await subscribe({})
    await subscribe({ address: `${receiver.url}/other` })
    await open('database')
    receiver.answering = answer(500)
    for (let hour = 0; hour < 26; hour += 1) {
      await tell()
      nowMs += HOUR
    }
    assert.deepEqual(await stateOf(), [
      ...[
        ['GIVEN_UP', 'HTTP_500'],
        ['GIVEN_UP', 'HTTP_500'],
      ],
    ])
    const attempts = receiver.received.length
    receiver.answering = take
    await tell()
    assert.equal(receiver.received.length, attempts)
    await subscribe({})
    await open('mail')
    await tell()
    assert.deepEqual(receiver.taken.length, 1, 'who subscribes again is told again')
  })

  it('tells one that is gone no more', async () => {
    await subscribe({})
    await open('database', 'mail')
    receiver.answering = answer(410)
    await tell()
    await tell()
    assert.equal(receiver.received.length, 1)
    assert.deepEqual(await stateOf(), [['GONE', 'HTTP_410']])
  })

  it('tells again what a process that died had begun to tell', async () => {
    await subscribe({})
    await open('database')
    const dying = new AbortController()
    receiver.answering = () => dying.abort()
    await tellAll(telling, dying.signal)
    receiver.answering = take
    await tell()
    assert.deepEqual(receiver.received.map(told), ['i1 OPENED database', 'i1 OPENED database'])
  })

  it('waits for a line that is still being written', async () => {
    await open('database')
    const written = Promise.withResolvers<void>()
    const held = Promise.withResolvers<void>()
    const writing = db.transaction().execute(async (trx) => {
      await sql`insert into incident_event (incident, at, kind) values ('i1', now(), 'CLOSED')`.execute(
        trx,
      )
      held.resolve()
      await written.promise
    })
    await held.promise
    let settled: string | null = null
    const settling = settledUpTo(db).then((number) => {
      settled = number
    })
    await sql`select pg_sleep(0.05)`.execute(db)
    const early = settled
    written.resolve()
    await Promise.all([writing, settling])
    assert.equal(early, null)
    const { rows } = await sql<{
      last: string
    }>`select max(number)::text as last from incident_event`.execute(db)
    assert.equal(settled, rows[0]?.last)
  })
})

describe('tellAll() by e-mail', () => {
  const tokenIn = (text: string | undefined) => /token=(\S+)/.exec(text ?? '')?.[1] ?? ''
  const confirmed = async (asked: Partial<SubscriptionAsked> = {}) => {
    await subscribe({ kind: 'EMAIL', address: ADDRESS, ...asked })
    await tell()
    await subscriptionsFor(null).confirm(tokenIn(mails.taken.at(-1)?.text))
  }

  it('asks the owner of the address first, once, and tells nothing before', async () => {
    await subscribe({ kind: 'EMAIL', address: ADDRESS })
    await open('database')
    await tell()
    await tell()
    const [asked, ...more] = mails.taken
    assert.deepEqual(more, [])
    assert.deepEqual(asked?.to, [ADDRESS])
    assert.match(asked?.headers.get('subject') ?? '', /^Bekræft at du vil have besked/)
    assert.match(asked?.text ?? '', /https:\/\/status\.example\/status\/subscriptions\/confirm\?/)
    await assert.rejects(subscriptionsFor(null).unsubscribe(tokenIn(asked?.text)))
    await subscriptionsFor(null).confirm(tokenIn(asked?.text))
    await tell()
    assert.equal(mails.taken.length, 1, 'what was before is on the status page')
  })

  it('tells all next lines of an incident in one mail, in the language asked for', async () => {
    await confirmed({ language: 'en' })
    await open('database', 'mail')
    await open('mail')
    await tell()
    const [, first, second] = mails.taken
    assert.equal(first?.headers.get('subject'), 'Disruption: The service database (P1)')
    assert.match(
      first?.text ?? '',
      /^23 Nov 2026, 09:00 {2}The service database is affected\. The incident is open\.\r\n.*mail is affected too/,
    )
    assert.match(first?.text ?? '', /https:\/\/status\.example\/status\/incident\/i1\r\n/)
    assert.match(second?.headers.get('subject') ?? '', /mail/)
    assert.match(second?.headers.get('list-unsubscribe') ?? '', /^<https:.*\/end\?token=.*>$/)
    await subscriptionsFor(null).unsubscribe(tokenIn(first?.text))
    await close('i1')
    await tell()
    assert.equal(mails.taken.length, 3)
    const rows = await db.selectFrom('subscriber').select('id').execute()
    assert.deepEqual(rows, [], 'the address is forgotten')
  })

  it('tries again when the server refuses, and says the address nowhere', async () => {
    await confirmed()
    mails.refusal = { code: 451, text: `greylisted ${ADDRESS}` }
    await open('database')
    await tell()
    mails.refusal = null
    nowMs += 10_000
    await tell()
    assert.equal(mails.taken.length, 2)
    assert.deepEqual(counted.slice(1), ['EMAIL failed', 'EMAIL received'])
    const rows = await db.selectFrom('subscriber').selectAll().execute()
    assert.doesNotMatch(JSON.stringify(rows) + logged.join(), /fjordland/i)
  })

  it('lets nobody write headers', async () => {
    const mail = { to: 'a@fjordland.example', text: 'x', endAt: null }
    const receipt = await mailer.send({ ...mail, subject: 'One\r\nBcc: b@fjordland.example' })
    assert.deepEqual(receipt, { kind: 'received' })
    assert.deepEqual(mails.taken[0]?.to, ['a@fjordland.example'])
    assert.equal(mails.taken[0]?.headers.has('bcc'), false)
    const address = 'a@fjordland.example\r\nBcc: b@fjordland.example'
    await assert.rejects(subscribe({ kind: 'EMAIL', address }), { code: 'SUBSCRIPTION_INVALID' })
  })

  it('forgets what was not confirmed within a day, and asks again after ten minutes', async () => {
    await subscribe({ kind: 'EMAIL', address: ADDRESS })
    await tell()
    const token = tokenIn(mails.taken[0]?.text)
    await subscribe({ kind: 'EMAIL', address: 'Anna@FJORDLAND.example' })
    await tell()
    assert.equal(mails.taken.length, 1)
    nowMs += 11 * 60_000
    await subscribe({ kind: 'EMAIL', address: ADDRESS })
    await tell()
    assert.equal(mails.taken.length, 2)
    nowMs += 25 * HOUR
    await tell()
    for (const each of [token, tokenIn(mails.taken[1]?.text)]) {
      await assert.rejects(subscriptionsFor(null).confirm(each), { code: 'TOKEN_UNKNOWN' })
    }
  })
})

describe('subscribeRouter()', () => {
  it('does nothing until the button is pressed, and repeats nothing', async () => {
    await subscribe({ kind: 'EMAIL', address: ADDRESS })
    await tell()
    const telemetry = await startTelemetry({ serviceName: 'test', traces: null, kept: 0 }, '0.0.0')
    await using around = new AsyncDisposableStack()
    around.use(telemetry)
    const router = subscribeRouter(subscriptionsFor(null), { telemetry, log })
    const app = express().use(router)
    const listener = around.use(await listen(app, { host: '127.0.0.1', port: 0 }))
    const link = /status\.example(\/\S+)/.exec(mails.taken[0]?.text ?? '')?.[1] ?? ''
    const ask = async (path: string, method: 'GET' | 'POST') => {
      const response = await fetch(new URL(path, listener.url), { method })
      return { status: response.status, text: await response.text() }
    }
    const state = async () =>
      (await db.selectFrom('subscriber').select('confirmed_at').execute()).map(
        ({ confirmed_at }) => confirmed_at !== null,
      )
    const asked = await ask(link, 'GET')
    assert.match(asked.text, /<form method="post">/)
    assert.doesNotMatch(asked.text, /token/)
    assert.deepEqual([asked.status, await state()], [200, [false]])
    const done = await ask(link, 'POST')
    assert.match(done.text, /You will hear of disruptions from now on/)
    assert.deepEqual([done.status, await state()], [200, [true]])
    const unknown = await ask('/status/subscriptions/end?token=<b>', 'POST')
    assert.equal(unknown.status, 404)
    assert.doesNotMatch(unknown.text, /<b>/)
    await open('database')
    await tell()
    const [, end = ''] =
      /<https:\/\/status\.example(.*)>/.exec(
        mails.taken[1]?.headers.get('list-unsubscribe') ?? '',
      ) ?? []
    assert.equal((await ask(end, 'POST')).status, 200)
    assert.deepEqual(await state(), [])
  })
})
