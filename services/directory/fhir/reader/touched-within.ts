import { EVERY, type UnitCondition } from '../../domain/catalogue/unit-condition.ts'
import type { DateValue } from '../criterion.ts'
import type { ReaderSource } from './reader-source.ts'

/** What a comparison with `_lastUpdated` asks of a unit. */
export async function touchedWithin(
  { catalogue }: Pick<ReaderSource, 'catalogue'>,
  { prefix, from, before }: DateValue,
): Promise<UnitCondition> {
  const changedFrom = async (instant: string): Promise<UnitCondition> => {
    const revision = await catalogue.revisionBefore(instant)
    return revision === 0 ? EVERY : { kind: 'changed-after', revision }
  }
  const not = (of: UnitCondition): UnitCondition => ({ kind: 'not', of })
  switch (prefix) {
    case 'gt':
    case 'sa':
      return changedFrom(before)
    case 'ge':
      return changedFrom(from)
    case 'lt':
    case 'eb':
      return not(await changedFrom(from))
    case 'le':
      return not(await changedFrom(before))
    default: {
      const within: UnitCondition = {
        kind: 'all',
        of: [await changedFrom(from), not(await changedFrom(before))],
      }
      return prefix === 'ne' ? not(within) : within
    }
  }
}
