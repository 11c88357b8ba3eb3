import { sql, type Transaction } from 'kysely'
import type { Tables } from '../tables.ts'
import { type ChangePart, DRAFT } from './change-draft.ts'
import { mentionEndpoints } from './endpoint-mentions.ts'
import { MAILBOX_DIFFERENCE, MAILBOX_RECORD } from './mailbox-record.ts'
import { differences, findTouched, KIND_OF_RECORD, stood, touchedOf } from './touched-records.ts'

/**
 * What a revision did to mailboxes: to their records, and to what else their merged view is made of. To come after the part
 * of the units.
 *
 * @see domain/mailbox/mailbox-pairing.ts
 */
export const endpointChanges: ChangePart = async (trx, revision) => {
  await findTouched(trx, MAILBOX_RECORD, revision)
  await sql`drop table if exists ${MAILBOX_DIFFERENCE}`.execute(trx)
  await sql`create temp table mailbox_difference on commit drop as
    ${differences(MAILBOX_RECORD, revision)}`.execute(trx)
  await sql`
    insert into ${DRAFT} (source, subject_type, subject_id, kind, fields)
    select source, 'Endpoint', gln || '.' || net, ${KIND_OF_RECORD}, coalesce(fields, '{}')
    from ${touchedOf(MAILBOX_RECORD)} left join ${MAILBOX_DIFFERENCE} using (source, gln, net)`.execute(
    trx,
  )
  if (await heldAny(trx, revision)) await mentionEndpoints(trx, revision)
}

// Of mailboxes that all come with this revision there is nothing to be said beside.
async function heldAny(trx: Transaction<Tables>, revision: number): Promise<boolean> {
  const { rows } = await sql<{ any: boolean }>`
    select exists (select from mailbox_version as m where ${stood('m', revision)}) as any`.execute(
    trx,
  )
  return rows[0]?.any ?? false
}
