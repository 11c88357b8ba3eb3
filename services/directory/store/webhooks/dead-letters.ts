import { type Kysely, sql } from 'kysely'
import type { DeadLetter, DeadLetterPage } from '../../domain/webhook/webhook.ts'
import type { Tables } from '../tables.ts'
import type { OwnedId } from './webhook-rows.ts'

/** @param page `after`: id of the last letter already seen, null for the first page */
export async function deadLetterPage(
  db: Kysely<Tables>,
  { caller, id }: OwnedId,
  { first, after }: { readonly first: number; readonly after: string | null },
): Promise<DeadLetterPage> {
  const { rows } = await sql<DeadLetter>`
    select d.id, webhook_id as "webhookId", revision || '-' || ordinal as "eventId", subject_type as "subjectType",
      subject_id as "subjectId", attempts, failure, to_json(dead_at) #>> '{}' as "diedAt"
    from webhook_delivery as d join webhook on webhook.id = webhook_id
    where webhook.caller = ${caller} and webhook_id = ${id} and dead_at is not null and d.id > ${after ?? '0'}::bigint
    order by d.id limit ${first + 1}`.execute(db)
  return { letters: rows.slice(0, first), hasMore: rows.length > first }
}
