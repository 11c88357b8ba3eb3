import type { ChangePosition } from '../change/change.ts'

/** Which changes a webhook is told of: all where nothing is named. */
export interface WebhookFilter {
  /** SOR ids: the organisations themselves, and the mailboxes that they carry. */
  readonly organisations: readonly string[]
  /** SOR ids: everything below these organisations, and they themselves. Together with `organisations`: either. */
  readonly under: readonly string[]
  /** In any spelling; beside a place, both must hold. */
  readonly messageTypes: readonly string[]
}

/** Why a webhook is not told anything: its caller asked for that, or the receiver says that it is gone for good. */
export type PauseReason = 'CALLER' | 'GONE'

/** An address that one caller wants to be told of changes at. */
export interface Webhook extends WebhookFilter {
  readonly id: string
  readonly url: string
  /** RFC 3339, in UTC, as all instants here. */
  readonly createdAt: string
  /** Null while it is being told. */
  readonly pausedBecause: PauseReason | null
  /** Behind the last change that was looked at; what it wants of those before is delivered, waits, or is dead. */
  readonly cursor: ChangePosition
  readonly lastSuccessAt: string | null
  readonly lastFailureAt: string | null
  /** A code, such as `HTTP_503` or `TIMEOUT`. */
  readonly lastFailure: string | null
  /** Until when the secret before this one signs too; null where there is none. */
  readonly formerSecretUntil: string | null
  /** Deliveries that wait for their first or next attempt. */
  readonly waiting: number
  readonly dead: number
  /** The earliest attempt that is to come; null where nothing waits. */
  readonly nextAttemptAt: string | null
}

/** A delivery that was given up. */
export interface DeadLetter {
  /** Counts up; pages go by it. */
  readonly id: string
  readonly webhookId: string
  /** The change, `revision-ordinal`. */
  readonly eventId: string
  readonly subjectType: string
  readonly subjectId: string
  readonly attempts: number
  readonly failure: string
  readonly diedAt: string
}

/** Some dead letters, the oldest first. */
export interface DeadLetterPage {
  readonly letters: readonly DeadLetter[]
  readonly hasMore: boolean
}
