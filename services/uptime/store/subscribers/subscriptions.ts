import { randomBytes } from 'node:crypto'
import type { LookupFunction } from 'node:net'
import type { Kysely } from 'kysely'
import type { AllowedInside } from '../../../kit/http/outward.ts'
import { Secret } from '../../../kit/secret.ts'
import { checkTarget } from '../../../kit/webhook/check-target.ts'
import { type SecretBox, secretBox } from '../../../kit/webhook/secret-box.ts'
import { isEmailAddress, sameAddress } from '../../domain/subscriber/email-address.ts'
import type {
  IncidentSubscription,
  IncidentSubscriptions,
  SubscriptionAnswer,
  SubscriptionAsked,
  SubscriptionState,
} from '../../domain/subscriber/subscription.ts'
import type { Uptime } from '../../domain/uptime.ts'
import { ServiceUnknown } from '../../errors/desk.ts'
import {
  SubscriptionDenied,
  SubscriptionInvalid,
  SubscriptionsBusy,
  SubscriptionsUnavailable,
  TokenUnknown,
} from '../../errors/subscriptions.ts'
import type { Tables } from '../tables.ts'
import { addressHash, subscriptionOf, tokenOf } from './keys.ts'
import {
  confirmSubscriber,
  deleteSubscriber,
  type NewSubscriber,
  putEmail,
  putWebhook,
  type Subscriber,
  subscribersOf,
} from './subscriber-rows.ts'

/** How subscriptions to incidents are kept. */
export interface SubscriptionSettings {
  /** Encrypts addresses and secrets, and makes tokens. */
  readonly key: Secret
  /** What webhooks may reach beside the public internet. */
  readonly allowed: AllowedInside
  readonly mostPerCaller: number
  /** Whether mail is sent. */
  readonly hasMail: boolean
  /** Resolves names; the system's own where it is left out. */
  readonly lookup?: LookupFunction
}

/** Whose they are. */
export interface SubscriptionsAround {
  /** Null where nothing can be kept. */
  readonly settings: SubscriptionSettings | null
  /** The caller's name; null for an anonymous one. */
  readonly caller: string | null
  /** As the caller sees it. */
  readonly uptime: Pick<Uptime, 'service'>
  readonly now: () => Date
}

const MOST_SERVICES = 100
const EMAIL_TERMS = { mostUnconfirmed: 200, askAgainAfterMs: 600_000 }

/** Who is told of incidents, for one caller. */
export function incidentSubscriptions(
  db: Kysely<Tables>,
  { settings, caller, uptime, now }: SubscriptionsAround,
): IncidentSubscriptions {
  if (settings === null) return unavailable(caller)
  const { key } = settings
  const box = secretBox(key)
  const idOf = (purpose: 'confirm' | 'end', token: string): string => {
    const id = subscriptionOf(key, purpose, token)
    if (id === null) throw new TokenUnknown()
    return id
  }
  return {
    subscribe: async (asked) => {
      const around = { db, settings, caller, box, now }
      if (asked.kind === 'WEBHOOK' && caller === null) throw new SubscriptionDenied()
      await checkServices(asked.services, uptime)
      return asked.kind === 'WEBHOOK' ? byWebhook(asked, around) : byEmail(asked, around)
    },
    confirm: async (token) => {
      if (!(await confirmSubscriber(db, idOf('confirm', token), now()))) throw new TokenUnknown()
    },
    unsubscribe: async (token) => {
      if (!(await deleteSubscriber(db, idOf('end', token)))) throw new TokenUnknown()
    },
    own: async () => {
      if (caller === null) throw new SubscriptionDenied()
      return (await subscribersOf(db, caller)).map((row) => shown(row, { box, key }))
    },
  }
}

function unavailable(caller: string | null): IncidentSubscriptions {
  const refuse = async (): Promise<never> => {
    throw new SubscriptionsUnavailable('WEBHOOKS is off, or WEBHOOK_SECRET_KEY is not set')
  }
  const own = async () => {
    if (caller === null) throw new SubscriptionDenied()
    return []
  }
  return { subscribe: refuse, confirm: refuse, unsubscribe: refuse, own }
}

async function checkServices(
  ids: readonly string[],
  uptime: SubscriptionsAround['uptime'],
): Promise<void> {
  if (ids.length > MOST_SERVICES) {
    throw new SubscriptionInvalid(`it names more than ${MOST_SERVICES} services`)
  }
  for (const id of ids) if (!(await uptime.service(id))) throw new ServiceUnknown(id)
}

interface Keeping {
  readonly db: Kysely<Tables>
  readonly settings: SubscriptionSettings
  readonly caller: string | null
  readonly box: SecretBox
  readonly now: () => Date
}

async function byWebhook(asked: SubscriptionAsked, keeping: Keeping): Promise<SubscriptionAnswer> {
  const { db, settings, box } = keeping
  const { allowed, lookup, mostPerCaller, key } = settings
  const address = await checkTarget(asked.address, { allowed, lookup })
  const secret = new Secret(`whsec_${randomBytes(32).toString('base64url')}`)
  const row = rowOf({ ...asked, address }, keeping)
  const isKept = await putWebhook(db, { ...row, secret: box.seal(secret, row.id) }, mostPerCaller)
  if (!isKept)
    throw new SubscriptionsBusy(`the caller has "${mostPerCaller}", the most it may have`)
  const made = { id: row.id, secret: secret.reveal(), token: tokenOf(key, 'end', row.id) }
  return { state: 'ACTIVE', made }
}

async function byEmail(asked: SubscriptionAsked, keeping: Keeping): Promise<SubscriptionAnswer> {
  const { db, settings } = keeping
  if (!settings.hasMail) throw new SubscriptionsUnavailable('SMTP_URL is not set')
  if (!isEmailAddress(asked.address))
    throw new SubscriptionInvalid('its address is no e-mail address')
  const row = rowOf({ ...asked, address: sameAddress(asked.address) }, keeping)
  if (!(await putEmail(db, row, EMAIL_TERMS))) {
    throw new SubscriptionsBusy('too many addresses wait to be confirmed')
  }
  return { state: 'UNCONFIRMED', made: null }
}

function rowOf(asked: SubscriptionAsked, { settings, caller, box, now }: Keeping): NewSubscriber {
  const { kind, address, services, language } = asked
  const id = randomBytes(12).toString('hex')
  return {
    ...{ id, kind, caller, language, secret: null, now: now() },
    services: [...new Set(services)],
    address: box.seal(new Secret(address), id),
    addressHash: addressHash(settings.key, kind, address),
  }
}

const shown = (
  row: Subscriber,
  { box, key }: { readonly box: SecretBox; readonly key: Secret },
): IncidentSubscription => ({
  ...{ id: row.id, kind: row.kind, services: row.services, language: row.language },
  address: box.open(row.address, row.id).reveal(),
  state: stateOf(row),
  createdAt: row.createdAt,
  lastSuccessAt: row.lastSuccessAt,
  failingSince: row.failingSince,
  lastFailure: row.lastFailure,
  nextAttemptAt: row.attempts > 0 && row.endedBecause === null ? row.dueAt : null,
  token: tokenOf(key, 'end', row.id),
})

const stateOf = ({ endedBecause, confirmedAt }: Subscriber): SubscriptionState =>
  endedBecause ?? (confirmedAt === null ? 'UNCONFIRMED' : 'ACTIVE')
