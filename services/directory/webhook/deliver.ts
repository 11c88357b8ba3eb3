import type { Kysely } from 'kysely'
import { isKnownError } from '../../kit/errors.ts'
import type { Log } from '../../kit/log.ts'
import type { Secret } from '../../kit/secret.ts'
import type { Poster, Receipt } from '../../kit/webhook/post.ts'
import type { SecretBox } from '../../kit/webhook/secret-box.ts'
import { signatureOf } from '../../kit/webhook/signature.ts'
import { pauseMs, TRIED_FOR_MS } from '../domain/webhook/retry.ts'
import type { Tables } from '../store/tables.ts'
import { recordFailure, recordGone, recordSuccess } from '../store/webhooks/attempts.ts'
import type { DueDelivery, ToldWebhook } from '../store/webhooks/outbox.ts'
import type { WebhookMetrics } from './webhook-metrics.ts'

/** What deliveries are made with. */
export interface DeliverOptions {
  readonly db: Kysely<Tables>
  readonly poster: Poster
  readonly box: SecretBox
  readonly now: () => Date
  /** 0 up to 1, exclusive. */
  readonly chance: () => number
  readonly log: Pick<Log, 'info' | 'warn'>
  readonly metrics: Pick<WebhookMetrics, 'delivery'>
  /** Breaks off the attempts under way; they are made again. */
  readonly signal: AbortSignal
}

/**
 * Makes one attempt at one delivery, and writes down what came of it.
 *
 * @returns whether the receiver is gone, and nothing more may be sent to it
 */
export async function deliver(
  webhook: ToldWebhook,
  delivery: DueDelivery,
  options: DeliverOptions,
): Promise<boolean> {
  const receipt = await attempt(webhook, delivery, options)
  // Broken off by us: what the receiver made of it is not known, and the next process asks again.
  if (options.signal.aborted && receipt.kind !== 'received') return false
  const { db, now } = options
  const made = { webhookId: webhook.id, deliveryId: delivery.id, now: now() }
  if (receipt.kind === 'received') await recordSuccess(db, made)
  else if (receipt.kind === 'gone') await recordGone(db, made)
  const isDead =
    receipt.kind === 'failed' && (await failed(delivery, receipt, { ...options, made }))
  tell(made, isDead ? 'dead' : receipt.kind, { ...options, receipt })
  return receipt.kind === 'gone'
}

async function attempt(
  webhook: ToldWebhook,
  { id, event, eventName }: DueDelivery,
  { poster, box, now, signal }: DeliverOptions,
): Promise<Receipt> {
  const url = URL.parse(webhook.url)
  if (url === null) return { kind: 'failed', code: 'ADDRESS_UNREADABLE', retryAfterMs: null }
  try {
    const secrets = secretsOf(webhook, box)
    const seconds = Math.floor(now().getTime() / 1_000)
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'fundament-webhook',
      'content-length': String(Buffer.byteLength(event)),
      'fundament-delivery': id,
      'fundament-event': eventName,
      'fundament-signature': signatureOf(event, { seconds, secrets }),
    }
    return await poster.post({ url, headers, body: event, signal })
  } catch (error) {
    if (!isKnownError(error)) throw error
    return { kind: 'failed', code: error.code, retryAfterMs: null }
  }
}

const secretsOf = (
  { id, secret, formerSecret }: ToldWebhook,
  box: SecretBox,
): readonly Secret[] => [
  box.open(secret, id),
  ...(formerSecret ? [box.open(formerSecret, id)] : []),
]

type Failed = Extract<Receipt, { kind: 'failed' }>

/** @returns whether it has been given up */
async function failed(
  { attempts }: DueDelivery,
  { code, retryAfterMs }: Failed,
  { db, chance, made }: DeliverOptions & { readonly made: Made },
): Promise<boolean> {
  const at = made.now.getTime()
  const pause = pauseMs(attempts + 1, { chance: chance(), retryAfterMs })
  const nextAttemptAt = new Date(at + pause)
  return recordFailure(db, { ...made, code, nextAttemptAt, giveUpAt: new Date(at + TRIED_FOR_MS) })
}

interface Made {
  readonly webhookId: string
  readonly deliveryId: string
  readonly now: Date
}

function tell(
  { webhookId, deliveryId }: Made,
  outcome: 'received' | 'gone' | 'failed' | 'dead',
  { receipt, log, metrics }: DeliverOptions & { readonly receipt: Receipt },
): void {
  metrics.delivery(outcome)
  if (outcome === 'received') return
  const code = receipt.kind === 'failed' ? receipt.code : 'HTTP_410'
  const context = { webhook: webhookId, delivery: deliveryId, code }
  if (outcome === 'failed') log.info(context, 'A webhook delivery failed and is tried again')
  if (outcome === 'dead') log.warn(context, 'A webhook delivery is given up')
  if (outcome === 'gone') log.warn(context, 'A webhook is paused: its receiver is gone')
}
