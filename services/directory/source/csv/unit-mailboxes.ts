import type { FeedItem } from '../../domain/statement/facts.ts'
import type { LocalDate } from '../../domain/time/local-date.ts'
import { inheritsGln, type SilenceOnGln } from './gln-inheritance.ts'
import { mailboxItem } from './mailbox-row.ts'
import type { Row } from './row.ts'
import type { UnitField } from './unit-field.ts'

/** The version of a unit that a row states, as far as its mailbox is concerned. */
export interface StatedUnit {
  readonly sorId: string
  readonly validTo: LocalDate | null
}

/**
 * Takes the mailboxes out of rows of units, each once: a file with history repeats the same mailbox on every version of
 * its unit, and the open version is the one that tells how it is today.
 */
export function unitMailboxes(silence: SilenceOnGln) {
  const seen = new Set<string>()
  const ended = new Map<string, FeedItem>()
  return {
    items(row: Row<UnitField>, unit: StatedUnit): readonly FeedItem[] {
      const gln = row.text('gln')
      if (gln === null || inheritsGln(row, silence) === true) return []
      const item = mailboxItem(row, unit.sorId, gln)
      if (item.kind === 'rejection') return [item]
      const key = [unit.sorId, gln, item.network, item.validFrom].join()
      if (seen.has(key)) return []
      if (unit.validTo !== null) {
        // Cloned, for an item's texts are views of the chunk of the file that they were cut from, and would keep it.
        ended.set(key, structuredClone({ ...item, validTo: item.validTo ?? unit.validTo }))
        return []
      }
      seen.add(key)
      return [item]
    },
    rest: (): readonly FeedItem[] =>
      [...ended].filter(([key]) => !seen.has(key)).map(([, item]) => item),
  }
}
