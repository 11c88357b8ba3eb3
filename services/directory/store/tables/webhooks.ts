import type { ColumnType, Generated } from 'kysely'
import type { SubjectType } from '../../domain/change/change.ts'
import type { PauseReason } from '../../domain/webhook/webhook.ts'

type Instant = ColumnType<string, string, string>
/** PostgreSQL's 64-bit integers come as text. */
type Long = ColumnType<string, number | string, number | string>

/** Who is told of changes where, and how far. */
export interface WebhookTable {
  readonly id: string
  /** Name of the caller whose it is. */
  readonly caller: string
  readonly url: string
  readonly organisations: readonly string[]
  readonly under: readonly string[]
  readonly message_types: readonly string[]
  /** Encrypted; see kit/webhook/secret-box.ts. */
  readonly secret: Buffer
  readonly former_secret: Buffer | null
  readonly former_until: string | null
  readonly paused_because: PauseReason | null
  /** Behind the last change that was looked at. */
  readonly cursor_revision: number
  readonly cursor_ordinal: Long
  readonly created_at: Instant
  readonly last_success_at: string | null
  readonly last_failure_at: string | null
  readonly last_failure: string | null
}

/** A delivery that waits, or that is dead; one that has arrived is gone. */
export interface WebhookDeliveryTable {
  readonly id: Generated<string>
  readonly webhook_id: string
  readonly revision: number
  readonly ordinal: Long
  readonly subject_type: SubjectType
  readonly subject_id: string
  /** What is sent, to the byte the same in every attempt. */
  readonly event: string
  /** Name of what happened, as a header says it. */
  readonly event_name: string
  readonly attempts: Generated<number>
  readonly next_attempt_at: Instant
  /** Set with the first attempt. */
  readonly give_up_at: string | null
  readonly put_at: Instant
  readonly dead_at: string | null
  readonly failure: string | null
}

/** The tables of webhooks. */
export interface WebhookTables {
  webhook: WebhookTable
  webhook_delivery: WebhookDeliveryTable
}
