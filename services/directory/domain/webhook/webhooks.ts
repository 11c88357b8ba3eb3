import type { DeadLetterPage, Webhook, WebhookFilter } from './webhook.ts'

/** What a caller asks for. */
export interface NewWebhook extends WebhookFilter {
  readonly url: string
  /** Null for one of our making. */
  readonly secret: string | null
  /** Tell of everything after this revision; null for what comes from now on. */
  readonly afterRevision: number | null
}

/** A webhook with its secret, which is shown this once. */
export interface WebhookWithSecret {
  readonly webhook: Webhook
  readonly secret: string
}

/**
 * The webhooks of one caller; those of others do not exist for it.
 *
 * Every method throws {WebhooksDenied} for an anonymous caller, {WebhooksUnavailable} where this hub tells nobody, and those
 * that take an id {WebhookUnknown}.
 */
export interface Webhooks {
  /**
   * @throws {WebhookUrlRefused} where the address is not one to be told at
   * @throws {WebhookInputInvalid} where a filter or the secret breaks its rules
   * @throws {TooManyWebhooks} where the caller has as many as it may
   */
  create(asked: NewWebhook): Promise<WebhookWithSecret>
  /** The oldest first. */
  all(): Promise<readonly Webhook[]>
  /** @returns null where the caller has none of that id */
  byId(id: string): Promise<Webhook | null>
  delete(id: string): Promise<void>
  /**
   * Both secrets sign until the former one ends.
   *
   * @param secret null for one of our making
   */
  rotateSecret(id: string, secret: string | null): Promise<WebhookWithSecret>
  pause(id: string): Promise<Webhook>
  /** What waits is tried at once, and has its full time again. */
  resume(id: string): Promise<Webhook>
  /** Tells everything after a revision again, what has been delivered too. */
  replay(id: string, afterRevision: number): Promise<Webhook>
  /** Tries every dead letter anew. */
  replayDeadLetters(id: string): Promise<Webhook>
  /** @param after id of the last letter already seen; null for the first page */
  deadLetters(
    id: string,
    page: { readonly first: number; readonly after: string | null },
  ): Promise<DeadLetterPage>
}
