import { type ColumnTable, column, needed } from '../csv/column-table.ts'
import type { MailboxField } from '../csv/unit-field.ts'
import { mailboxColumns } from './mailbox-columns.ts'

/** What a row of {@link LOCATION_TABLE} says. */
export type LocationField = MailboxField | 'owner' | 'inheritsGln'

/** `LocationsCodes.csv`: each GLN with the unit that carries it, its network operator and its state. */
export const LOCATION_TABLE: ColumnTable<LocationField> = {
  name: 'LocationsCodes',
  format: 'sor2-csv',
  dialect: 'quoted',
  columns: [
    ...mailboxColumns('').map((of) => (of.field === 'gln' ? { ...of, required: true } : of)),
    needed('owner', {
      inferred: [
        'SorId',
        'SorIdentifier',
        'OwnerSorId',
        'EntitySorId',
        'SorEntityId',
        'SorEntitySorId',
      ],
    }),
    column('inheritsGln', {
      inferred: ['EntityInheritedIndicator', 'InheritedIndicator', 'IsInherited', 'Inherited'],
    }),
  ],
}
