import { wrongSorId } from '../../domain/identifier/sor-id.ts'
import { csvFeed, type RowReader } from '../csv/csv-feed.ts'
import { indicatorOf } from '../csv/indicator.ts'
import { mailboxItem } from '../csv/mailbox-row.ts'
import { rejected } from '../csv/rejected.ts'
import { isKind } from '../csv-tables.ts'
import type { Feed } from '../feed.ts'
import { LOCATION_TABLE, type LocationField } from './location-table.ts'

/**
 * Reads `LocationsCodes.csv`.
 *
 * A row that its indicator calls inherited names no mailbox of its unit, and is passed over.
 */
export const locationCodes: Feed = csvFeed({
  table: LOCATION_TABLE,
  order: 1,
  recognises: isKind(LOCATION_TABLE),
  speaksFor: () => ['mailbox'],
  reader: () => reader,
})

const reader: RowReader<LocationField> = {
  items(row) {
    if (indicatorOf(row.text('inheritsGln')) === true) return []
    const gln = row.text('gln') ?? ''
    const owner = row.text('owner') ?? ''
    const wrong = wrongSorId(owner)
    if (wrong === null) return [mailboxItem(row, owner, gln)]
    const subject = { kind: 'mailbox', key: gln } as const
    const rule = owner === '' ? 'OWNER_UNKNOWN' : 'SOR_ID_INVALID'
    return [rejected(row.line, { rule, noun: 'owner of GLN', value: owner, state: wrong, subject })]
  },
  subjects(row) {
    const key = row.text('owner') ?? ''
    return wrongSorId(key) === null ? [{ kind: 'mailbox', key }] : []
  },
}
