import { isKnownError } from '../../../kit/errors.ts'
import type { Receipt } from '../../../kit/webhook/post.ts'
import type { SecretBox } from '../../../kit/webhook/secret-box.ts'
import { signatureOf } from '../../../kit/webhook/signature.ts'
import { maySee, type Sight, sightOf } from '../../domain/sight.ts'
import { confirmLetter, endLink, noticeLetter } from '../../domain/subscriber/letter.ts'
import {
  type Notice,
  noticeBody,
  noticeOf,
  type ToldEvent,
} from '../../domain/subscriber/notice.ts'
import { pauseMs } from '../../domain/subscriber/retry.ts'
import {
  moveCursor,
  recordAsked,
  recordFailed,
  recordGone,
} from '../../store/subscribers/attempts.ts'
import { linesBehind } from '../../store/subscribers/due.ts'
import { tokenOf } from '../../store/subscribers/keys.ts'
import type { Subscriber } from '../../store/subscribers/subscriber-rows.ts'
import type { Round } from './round.ts'

const LINES_AT_ONCE = 200

type OneRound = Round & { readonly box: SecretBox }

/**
 * Tells somebody the next thing there is to tell: one line by webhook, by e-mail all next ones of one incident.
 *
 * @returns as it stands now; null where there is no more to tell, or it could not be told
 */
export async function tellOne(subscriber: Subscriber, round: OneRound): Promise<Subscriber | null> {
  if (subscriber.confirmedAt === null) return askOwner(subscriber, round)
  const { db, upTo, now } = round
  const sight = sightFor(subscriber, round)
  if (sight === null) return null
  const { cursor } = subscriber
  const lines = await linesBehind(db, { cursor, upTo, most: LINES_AT_ONCE })
  const { notices, last } = nextOf(lines, subscriber, { ...round, sight })
  const to = last ?? upTo
  const [first, ...more] = notices
  if (first === undefined) {
    await moveCursor(db, subscriber, { cursor: to, toldAt: null })
    return BigInt(to) < BigInt(upTo) ? { ...subscriber, cursor: to } : null
  }
  const receipt = await receiptOf(() => send([first, ...more], subscriber, round))
  // Broken off by us: what the receiver made of it is not known, and it is told again.
  if (round.signal.aborted && receipt.kind !== 'received') return null
  if (receipt.kind !== 'received') return failed(receipt, subscriber, round)
  round.told({ kind: subscriber.kind, outcome: 'received' })
  await moveCursor(db, subscriber, { cursor: to, toldAt: now() })
  return BigInt(to) < BigInt(upTo) ? { ...subscriber, cursor: to, attempts: 0 } : null
}

/** What it may see: what its caller may; an anonymous one, or one that is no longer known, what everybody may. */
function sightFor({ kind, caller }: Subscriber, { callers }: OneRound): Sight | null {
  const known = caller === null ? null : callers.named(caller)
  if (kind === 'WEBHOOK' && known === null) return null
  return sightOf(known?.grants ?? new Set())
}

interface Next {
  readonly notices: readonly Notice[]
  /** Number of the last line that they tell, or that is passed over; null where all lines are. */
  readonly last: string | null
}

function nextOf(
  lines: readonly ToldEvent[],
  { kind, services }: Subscriber,
  { services: all, sight }: OneRound & { readonly sight: Sight },
): Next {
  const seen = all.filter((service) => maySee(sight, service))
  const visible = new Map(seen.map((service) => [service.id, service]))
  const notices: Notice[] = []
  let last: string | null = null
  for (const line of lines) {
    const notice = noticeOf(line, { services, visible })
    const [first] = notices
    const isOther = first !== undefined && first.incident.id !== line.incident.id
    if (notice && (isOther || (first && kind === 'WEBHOOK'))) return { notices, last }
    if (notice) notices.push(notice)
    last = String(line.number)
  }
  return { notices, last: lines.length < LINES_AT_ONCE ? null : last }
}

async function send(
  notices: readonly [Notice, ...Notice[]],
  subscriber: Subscriber,
  round: OneRound,
): Promise<Receipt> {
  const { id, kind, language } = subscriber
  const address = round.box.open(subscriber.address, id).reveal()
  if (kind === 'WEBHOOK') return post(notices[0], { address, subscriber, round })
  const { mailer, status, key } = round
  if (mailer === null) return { kind: 'failed', code: 'SMTP_URL_ABSENT', retryAfterMs: null }
  const links = { status, token: tokenOf(key, 'end', id) }
  const letter = noticeLetter(notices, language, links)
  return mailer.send({ ...letter, to: address, endAt: endLink(links) })
}

async function post(
  notice: Notice,
  to: { readonly address: string; readonly subscriber: Subscriber; readonly round: OneRound },
): Promise<Receipt> {
  const { address, subscriber, round } = to
  const { id, secret } = subscriber
  const url = URL.parse(address)
  if (url === null || secret === null) throw new TypeError('Cannot tell webhook: it is not whole')
  const body = noticeBody(id, notice)
  const seconds = Math.floor(round.now().getTime() / 1_000)
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'fundament-uptime',
    'content-length': String(Buffer.byteLength(body)),
    'fundament-event': `Incident.${notice.event.kind}`,
    'fundament-delivery': `${id}-${notice.event.number}`,
    'fundament-signature': signatureOf(body, { seconds, secrets: [round.box.open(secret, id)] }),
  }
  return round.poster.post({ url, headers, body, signal: round.signal })
}

async function askOwner(subscriber: Subscriber, round: OneRound): Promise<null> {
  const { id, language } = subscriber
  const { db, mailer, status, key, box, now } = round
  const receipt = await receiptOf(async () => {
    if (mailer === null) return { kind: 'failed', code: 'SMTP_URL_ABSENT', retryAfterMs: null }
    const letter = confirmLetter(language, { status, token: tokenOf(key, 'confirm', id) })
    return mailer.send({ ...letter, to: box.open(subscriber.address, id).reveal(), endAt: null })
  })
  if (receipt.kind !== 'received') return failed(receipt, subscriber, round)
  round.told({ kind: subscriber.kind, outcome: 'asked' })
  await recordAsked(db, id, now())
  return null
}

async function receiptOf(attempt: () => Promise<Receipt>): Promise<Receipt> {
  try {
    return await attempt()
  } catch (error) {
    if (!isKnownError(error)) throw error
    return { kind: 'failed', code: error.code, retryAfterMs: null }
  }
}

async function failed(
  receipt: Exclude<Receipt, { kind: 'received' }>,
  { id, kind, attempts }: Subscriber,
  { db, now, chance, told, log }: OneRound,
): Promise<null> {
  if (receipt.kind === 'gone') {
    await recordGone(db, id)
    told({ kind, outcome: 'gone' })
    log.warn({ subscription: id }, 'A subscription to incidents ends: its receiver is gone')
    return null
  }
  const { code, retryAfterMs } = receipt
  const pause = pauseMs({ attempts: attempts + 1, chance: chance(), retryAfterMs })
  const isGivenUp = await recordFailed(db, id, { code, at: now(), pauseMs: pause })
  told({ kind, outcome: isGivenUp ? 'given_up' : 'failed' })
  if (isGivenUp) log.warn({ subscription: id, code }, 'A subscription to incidents is given up')
  return null
}
