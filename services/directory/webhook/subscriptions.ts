import { randomBytes } from 'node:crypto'
import type { LookupFunction } from 'node:net'
import type { Kysely } from 'kysely'
import type { Caller } from '../../kit/callers.ts'
import type { AllowedInside } from '../../kit/http/outward.ts'
import { Secret } from '../../kit/secret.ts'
import { checkTarget } from '../../kit/webhook/check-target.ts'
import type { SecretBox } from '../../kit/webhook/secret-box.ts'
import type { Webhook } from '../domain/webhook/webhook.ts'
import type { Webhooks } from '../domain/webhook/webhooks.ts'
import { RevisionUnknown } from '../errors/reading.ts'
import { TooManyWebhooks, WebhookUnknown } from '../errors/webhooks.ts'
import { latestRevision } from '../store/changes/revision-watch.ts'
import type { Tables } from '../store/tables.ts'
import { deadLetterPage } from '../store/webhooks/dead-letters.ts'
import { deleteWebhook, insertWebhook, webhooksOf } from '../store/webhooks/webhook-rows.ts'
import {
  pauseWebhook,
  replaceSecret,
  resumeWebhook,
  reviveDeadLetters,
  rewindWebhook,
} from '../store/webhooks/webhook-state.ts'
import { checkFilter, checkSecret } from './check-input.ts'

/** What subscriptions are kept with. */
export interface SubscriptionOptions {
  readonly box: SecretBox
  readonly allowed: AllowedInside
  readonly mostPerCaller: number
  readonly now: () => Date
  /** Tells the one who delivers, where that is this process, to look now. */
  readonly wake: () => void
  /** Resolves names; the system's own where it is left out. */
  readonly lookup?: LookupFunction | undefined
}

/** How long the secret before a new one goes on signing. */
export const OVERLAP_MS = 24 * 3_600_000

/** The webhooks of a named caller. */
export function subscriptions(
  db: Kysely<Tables>,
  { name: caller }: Caller,
  options: SubscriptionOptions,
): Webhooks {
  const { box, now, wake, mostPerCaller } = options
  const one = async (id: string): Promise<Webhook> => {
    const [webhook] = await webhooksOf(db, caller, id)
    if (!webhook) throw new WebhookUnknown(id)
    return webhook
  }
  const changed = async (id: string, change: Promise<boolean>): Promise<Webhook> => {
    if (!(await change)) throw new WebhookUnknown(id)
    wake()
    return one(id)
  }
  return {
    create: async (asked) => {
      checkFilter(asked)
      const secret = checkSecret(asked.secret) ?? newSecret()
      if (asked.afterRevision !== null) await checkRevision(db, asked.afterRevision)
      const url = await checkTarget(asked.url, options)
      const id = randomBytes(12).toString('hex')
      const sealed = box.seal(secret, id)
      const row = { ...asked, id, caller, url, secret: sealed, now: now() }
      if (!(await insertWebhook(db, row, mostPerCaller))) throw new TooManyWebhooks(mostPerCaller)
      wake()
      return { webhook: await one(id), secret: secret.reveal() }
    },
    all: () => webhooksOf(db, caller),
    byId: async (id) => (await webhooksOf(db, caller, id))[0] ?? null,
    delete: async (id) => {
      if (!(await deleteWebhook(db, { caller, id }))) throw new WebhookUnknown(id)
      wake()
    },
    rotateSecret: async (id, given) => {
      const secret = checkSecret(given) ?? newSecret()
      const formerUntil = new Date(now().getTime() + OVERLAP_MS)
      const taken = { secret: box.seal(secret, id), formerUntil }
      const webhook = await changed(id, replaceSecret(db, { caller, id }, taken))
      return { webhook, secret: secret.reveal() }
    },
    pause: (id) => changed(id, pauseWebhook(db, { caller, id })),
    resume: (id) => changed(id, resumeWebhook(db, { caller, id }, now())),
    replay: async (id, afterRevision) => {
      await checkRevision(db, afterRevision)
      return changed(id, rewindWebhook(db, { caller, id }, afterRevision))
    },
    replayDeadLetters: async (id) => {
      await one(id)
      await reviveDeadLetters(db, { caller, id }, now())
      wake()
      return one(id)
    },
    deadLetters: (id, page) => deadLetterPage(db, { caller, id }, page),
  }
}

const newSecret = (): Secret => new Secret(`whsec_${randomBytes(32).toString('base64url')}`)

async function checkRevision(db: Kysely<Tables>, revision: number): Promise<void> {
  const latest = await latestRevision(db)
  if (revision < 0 || revision > latest) throw new RevisionUnknown(revision, latest)
}
