import { child } from '../../../../nsp/xml/element.ts'
import type { Instant } from '../../../domain/coded.ts'
import type { Statement } from '../cda/entry.ts'
import { hl7 } from '../cda/names.ts'
import { spanIn } from '../cda/time.ts'

/** When a statement holds: its own time, else that of what it stands in, from inside out; null where none says so. */
export function timeOf({ element, within, place }: Statement): Instant | null {
  for (const here of [element, ...within.toReversed()]) {
    const { start, end } = spanIn(child(here, hl7('effectiveTime')), `${place}/effectiveTime`)
    if (start ?? end) return start ?? end
  }
  return null
}
