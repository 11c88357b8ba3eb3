import { wrongSorId } from '../../domain/identifier/sor-id.ts'
import type { FactKind, FeedItem } from '../../domain/statement/facts.ts'
import type { Binding } from './binding.ts'
import type { RowReader } from './csv-feed.ts'
import { rejected } from './rejected.ts'
import type { UnitField } from './unit-field.ts'
import { unitMailboxes } from './unit-mailboxes.ts'
import { type UnitReading, unitItems, wrongIdOf } from './unit-row.ts'

/** What a file of units speaks for: mailboxes too when it has a column for the GLN. */
export const unitKinds = ({ at }: Binding<UnitField>): readonly FactKind[] =>
  at.has('gln') ? ['organisation', 'mailbox'] : ['organisation']

/** Makes the reader of a file of units. */
export function unitReader(
  binding: Binding<UnitField>,
  reading: UnitReading,
): RowReader<UnitField> {
  const mailboxes = binding.at.has('gln') ? unitMailboxes(reading.silenceOnGln) : null
  let unreadable = 0
  return {
    items(row) {
      const wrongId = wrongIdOf(row)
      if (wrongId !== null) return [rejected(row.line, wrongId)]
      const sorId = row.text('id') ?? ''
      const unit = unitItems(row, sorId, reading)
      unreadable += unit.unreadable
      if (mailboxes === null) return unit.items
      const [first] = unit.items
      const validTo = first?.kind === 'organisation' ? first.validTo : null
      return [...unit.items, ...mailboxes.items(row, { sorId, validTo })]
    },
    rest: () => [...(mailboxes?.rest() ?? []), ...coordinates(unreadable)],
    subjects(row) {
      const key = row.text('id') ?? ''
      return wrongSorId(key) === null ? unitKinds(binding).map((kind) => ({ kind, key })) : []
    },
  }
}

const coordinates = (count: number): readonly FeedItem[] =>
  count === 0 ? [] : [{ kind: 'unknown', line: 1, name: 'coordinates', count }]
