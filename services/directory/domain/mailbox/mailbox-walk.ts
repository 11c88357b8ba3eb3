import type { Step } from '../resolution/resolution.ts'
import type { Chain, Unit } from '../unit/unit.ts'
import { type Mailbox, NO_MAILBOXES, type UnitMailboxes } from './mailbox.ts'

/** What each unit carries itself, by SOR id; absent where it carries nothing. */
export type MailboxesByUnit = ReadonlyMap<string, UnitMailboxes>

/** Where the walk to a unit's mailboxes ended. */
export interface Walk {
  readonly steps: readonly Step[]
  /** The unit whose mailboxes they are; null where the walk found none. */
  readonly holder: Unit | null
  readonly mailboxes: readonly Mailbox[]
  /** True where the unit at the end, or its mailbox, is recorded only from a later day on. */
  readonly isUnrecorded: boolean
  /** Sources that may give the unit at the end a mailbox, to callers that may see them. */
  readonly withheldBy: readonly string[]
}

/**
 * Walks from a unit to the mailboxes that count for it, as SOR says: its own, and they end the walk; else its parent's where
 * the indicator says that it inherits; else none.
 *
 * @see SOR's inheritance rules: EntityInheritedIndicator false without a GLN means none at all
 */
export function walkToMailboxes(chain: Chain, mailboxes: MailboxesByUnit): Walk {
  const steps: Step[] = []
  for (const [depth, unit] of chain.entries()) {
    const { own, laterGlns, withheldBy } = mailboxes.get(unit.sorId) ?? NO_MAILBOXES
    if (own.length > 0) {
      steps.push(carries(unit, own, depth > 0))
      return { steps, holder: unit, mailboxes: own, isUnrecorded: false, withheldBy }
    }
    const isRecorded = unit.status !== 'NOT_RECORDED'
    const isLast = depth === chain.length - 1
    if (isRecorded && unit.inheritsGln === true && !isLast) {
      steps.push(passesOn(unit))
      continue
    }
    const isUnrecorded = !isRecorded || laterGlns.length > 0
    steps.push(endsAt(unit, { isLast, isUnrecorded }))
    return { steps, holder: null, mailboxes: [], isUnrecorded, withheldBy }
  }
  throw new TypeError('Cannot walk to mailboxes: the chain has no end')
}

/** The units of a chain that the walk can come to: up to the first that does not inherit. */
export function withinReach(chain: Chain): readonly Unit[] {
  const end = chain.findIndex(({ inheritsGln }) => inheritsGln !== true)
  return end < 0 ? chain : chain.slice(0, end + 1)
}

function carries(unit: Unit, own: readonly Mailbox[], isInherited: boolean): Step {
  const glns = [...new Set(own.map(({ gln }) => gln))].join(' and ')
  return isInherited
    ? {
        unit,
        outcome: 'INHERITED',
        explanation: `The mailbox ${glns} of ${unit.name} is inherited`,
      }
    : { unit, outcome: 'OWN', explanation: `${unit.name} carries the mailbox ${glns} itself` }
}

const passesOn = (unit: Unit): Step => ({
  unit,
  outcome: 'NONE',
  explanation: `${unit.name} carries no mailbox itself, and takes that of the unit above`,
})

function endsAt(
  unit: Unit,
  at: { readonly isLast: boolean; readonly isUnrecorded: boolean },
): Step {
  if (at.isUnrecorded) {
    const explanation = `What mailbox ${unit.name} has is recorded only from a later day on`
    return { unit, outcome: 'NONE', explanation }
  }
  if (at.isLast && unit.inheritsGln !== false) {
    const explanation = `${unit.name} carries no mailbox, and there is nobody above it to inherit from`
    return { unit, outcome: 'NONE', explanation }
  }
  const why =
    unit.inheritsGln === false
      ? 'SOR says that it inherits none'
      : 'no source says that it inherits'
  return {
    unit,
    outcome: 'NOT_INHERITED',
    explanation: `${unit.name} carries no mailbox, and ${why}`,
  }
}
