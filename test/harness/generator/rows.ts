import type { SampleMailbox } from '../../../infra/sample/mailbox.ts'
import type { SampleUnit } from '../../../infra/sample/unit.ts'

/** A unit with what a flat file repeats of those above it. */
export interface Row {
  readonly unit: SampleUnit
  readonly parent: SampleUnit | null
  readonly owner: SampleUnit
  readonly institution: SampleUnit | null
  /** Its own mailbox or the one that it inherits. */
  readonly mailbox: SampleMailbox | null
}

/** The units of one owner, parents first. */
export const rowsOf = (owner: SampleUnit): Generator<Row> =>
  below({
    unit: owner,
    parent: null,
    owner,
    institution: null,
    mailbox: typeof owner.mailbox === 'string' ? null : owner.mailbox,
  })

function* below(row: Row): Generator<Row> {
  yield row
  for (const unit of row.unit.children) {
    yield* below({
      unit,
      parent: row.unit,
      owner: row.owner,
      institution: unit.level === 'SI' ? unit : row.institution,
      mailbox: reached(unit, row.mailbox),
    })
  }
}

function reached({ mailbox }: SampleUnit, above: SampleMailbox | null): SampleMailbox | null {
  if (mailbox === 'inherited') return above
  return mailbox === 'none' ? null : mailbox
}
