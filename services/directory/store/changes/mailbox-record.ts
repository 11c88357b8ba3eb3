import { sql } from 'kysely'
import type { RecordShape } from './touched-records.ts'

/** The record that a source holds of a mailbox: all that it says of one GLN on one network, or on none. */
export const MAILBOX_RECORD: RecordShape = {
  table: 'mailbox_version',
  key: { gln: sql.ref('v.gln'), net: sql`coalesce(v.network, '0')` },
  fields: {
    ...{ valid_from: 'validFrom', valid_to: 'validTo', sor_id: 'organisation', status: 'status' },
    ...{ raw_status: 'status', internal_only: 'internalOnly', address: 'address' },
    ...{ connection_code: 'connectionType', connection_system: 'connectionType' },
    ...{ access_point_id: 'accessPoint', mime_types: 'mimeTypes' },
  },
  trackFields: ['organisation', 'validFrom', 'validTo'],
}

/** Where the touched mailboxes are listed that were there before and still are, with `fields` and `covers_anew`. */
export const MAILBOX_DIFFERENCE = sql.raw('pg_temp.mailbox_difference')
