import { indicatorOf } from './indicator.ts'
import type { Row } from './row.ts'
import type { UnitField } from './unit-field.ts'

/**
 * What a row without a GLN means: nothing by itself (`unsaid`), or that the unit has none (`none`), as in a file that
 * shows the inherited GLN on every row that inherits one.
 */
export type SilenceOnGln = 'unsaid' | 'none'

/** Whether the unit of a row takes its parent's GLN; null when the row does not say. */
export function inheritsGln(row: Row<UnitField>, silence: SilenceOnGln): boolean | null {
  const inherits = indicatorOf(row.text('inheritsGln'))
  if (silence === 'unsaid') return inherits
  return row.text('gln') !== null && (inherits ?? false)
}
