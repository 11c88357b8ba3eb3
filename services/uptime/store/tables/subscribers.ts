import type { ColumnType } from 'kysely'
import type { SubscriptionEnd, SubscriptionKind } from '../../domain/subscriber/subscription.ts'

type Instant = ColumnType<string, string, string>
/** PostgreSQL's 64-bit integers come as text. */
type Long = ColumnType<string, number | string, number | string>

/** Who is told of incidents, where, and how far. */
export interface SubscriberTable {
  readonly id: string
  readonly kind: SubscriptionKind
  /** Name of the caller whose it is; null for an anonymous one. */
  readonly caller: string | null
  /** Encrypted; see kit/webhook/secret-box.ts. */
  readonly address: Buffer
  /** With the same key; tells the same address without telling which. */
  readonly address_hash: Buffer
  /** Signs deliveries, encrypted; null for an e-mail. */
  readonly secret: Buffer | null
  /** None for all. */
  readonly services: readonly string[]
  readonly language: 'da' | 'en'
  readonly created_at: Instant
  /** When its owner was asked whether it wants it; null where it has not been. */
  readonly asked_at: Instant | null
  readonly confirmed_at: Instant | null
  /** Why it is told no more; null for one that is. */
  readonly ended_because: SubscriptionEnd | null
  /** Number of the last line of all time lines that was looked at. */
  readonly cursor: Long
  /** The next attempt is not before. */
  readonly due_at: Instant
  readonly attempts: number
  /** Of the first of the attempts that have failed in a row. */
  readonly failing_since: Instant | null
  readonly last_success_at: Instant | null
  readonly last_failure: string | null
}

/** Who is told of incidents. */
export interface SubscriberTables {
  subscriber: SubscriberTable
}
