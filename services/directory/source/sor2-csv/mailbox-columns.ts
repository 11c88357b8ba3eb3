import { type Column, column } from '../csv/column-table.ts'
import type { MailboxField } from '../csv/unit-field.ts'

/** What SOR's CSV files call the parts of a mailbox, all inferred from its XML; `prefix` stands before each name. */
export function mailboxColumns(prefix: '' | 'EanLocationCode'): readonly Column<MailboxField>[] {
  const named = (names: readonly string[]) => ({
    inferred: names.map((name) => `${prefix}${name}`),
  })
  const bare = [
    'EanLocationCode',
    'EanLocationCodeId',
    'EanLocationCodeIdentifier',
    'LocationsCode',
  ]
  return [
    column('gln', { inferred: [...bare, 'LocationCode', 'GLN', 'EanCode'] }),
    column('glnFrom', named(['FromDate', 'ValidFrom', 'SorStatusFromDate'])),
    column('glnTo', named(['ToDate', 'ValidTo', 'SorStatusToDate'])),
    column('active', named(['ActiveIndicator', 'IsActive', 'Active', 'Status', 'StatusName'])),
    column('inactive', named(['NonActiveIndicator', 'NonActive', 'IsNonActive', 'Passive'])),
    column('internal', named(['OnlyInternalIndicator', 'OnlyInternal', 'IsOnlyInternal'])),
    column(
      'network',
      named(['Code', 'Id', ''].flatMap((end) => NETWORK.map((name) => `${name}${end}`))),
    ),
    column('networkLabel', named(NETWORK.map((name) => `${name}Name`))),
  ]
}

const NETWORK = ['CommunicationSupplier', 'NetOperator', 'NetworkOperator', 'NetSupplier']
