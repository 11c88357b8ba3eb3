import type { Kysely } from 'kysely'
import type { Caller } from '../../kit/callers.ts'
import type { AllowedInside } from '../../kit/http/outward.ts'
import type { Secret } from '../../kit/secret.ts'
import { secretBox } from '../../kit/webhook/secret-box.ts'
import type { Webhooks } from '../domain/webhook/webhooks.ts'
import { WebhooksDenied, WebhooksUnavailable } from '../errors/webhooks.ts'
import type { Tables } from '../store/tables.ts'
import { noSubscriptions } from './no-subscriptions.ts'
import { type SubscriptionOptions, subscriptions } from './subscriptions.ts'

/** How callers are told of changes. */
export interface WebhookSettings extends Pick<SubscriptionOptions, 'lookup' | 'mostPerCaller'> {
  /** Encrypts the secrets; null where none is given, and then nobody can subscribe. */
  readonly key: Secret | null
  /** What may be reached beside the public internet. */
  readonly allowed: AllowedInside
}

/** What the webhooks of whoever asks are kept with. */
export interface WebhooksAround extends Pick<SubscriptionOptions, 'now' | 'wake'> {
  readonly db: Kysely<Tables>
  /** Null where nobody is told. */
  readonly settings: WebhookSettings | null
}

/** Makes the webhooks of whoever asks; an anonymous caller has none, and is told so before all else. */
export function webhooksOfCallers({
  db,
  settings,
  ...around
}: WebhooksAround): (caller: Caller | null) => Webhooks {
  const denied = noSubscriptions(() => new WebhooksDenied())
  if (settings === null) return (caller) => (caller ? off('WEBHOOKS is off') : denied)
  const { key } = settings
  if (key === null) return (caller) => (caller ? off('WEBHOOK_SECRET_KEY is not set') : denied)
  const options = { ...settings, ...around, box: secretBox(key) }
  return (caller) => (caller ? subscriptions(db, caller, options) : denied)
}

const off = (state: string): Webhooks =>
  noSubscriptions(() => new WebhooksUnavailable(`Cannot use webhooks: ${state}`))
