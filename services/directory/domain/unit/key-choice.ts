import { describeKey, type OrganisationKey } from '../identifier/organisation-key.ts'
import type { Mailbox, UnitMailboxes } from '../mailbox/mailbox.ts'
import { NO_MAILBOXES } from '../mailbox/mailbox.ts'
import { type MailboxesByUnit, walkToMailboxes } from '../mailbox/mailbox-walk.ts'
import type { Step } from '../resolution/resolution.ts'
import type { Chain, Unit } from './unit.ts'

/** A unit that a key could mean, with those above it. */
export interface KeyCandidate {
  readonly chain: Chain
  /** A dated table of codes joins the key to it on the day; false where only its own record can. */
  readonly isMapped: boolean
}

/** What a key means on a day. Of `units` none is in force where `kind` is one of the three reasons. */
export type KeyChoice =
  | { readonly kind: 'one'; readonly chain: Chain; readonly steps: readonly Step[] }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'not-recorded' | 'closed' | 'future'; readonly units: readonly Unit[] }
  | {
      readonly kind: 'ambiguous'
      readonly units: readonly Unit[]
      /** What the units reach, each mailbox once. */
      readonly mailboxes: readonly Mailbox[]
    }

/**
 * Reduces what a key could mean to one unit: those in force on the day; of those, the ones with a mailbox of their own; of
 * several that reach one and the same mailbox, the one that stands for them all.
 *
 * @param candidates every unit that ever went by the key
 */
export function chooseUnit(
  key: OrganisationKey,
  candidates: readonly KeyCandidate[],
  mailboxes: MailboxesByUnit,
): KeyChoice {
  const named = candidates.filter((candidate) => isNamedBy(key, candidate, mailboxes))
  const inForce = named.filter(({ chain: [unit] }) => unit.status === 'ACTIVE')
  const [first, second] = inForce
  if (first === undefined) return whyNone(key, candidates, { named, mailboxes })
  if (second === undefined) return { kind: 'one', chain: first.chain, steps: [] }
  const carrying = inForce.filter(({ chain: [unit] }) => ownOf(unit, mailboxes).own.length > 0)
  const [party, other] = carrying
  if (party !== undefined && other === undefined) {
    const why = `goes by ${describeKey(key)} too, but carries no mailbox itself`
    return { kind: 'one', chain: party.chain, steps: passedOver(inForce, party.chain, why) }
  }
  const rivals = carrying.length > 0 ? carrying : inForce
  const chain = standsForAll(key, rivals, mailboxes)
  if (chain === null) return ambiguous(rivals, mailboxes)
  const why = `goes by ${describeKey(key)} too, and reaches the same mailbox as ${chain[0].name}`
  return { kind: 'one', chain, steps: passedOver(inForce, chain, why) }
}

/** The units that go by a key on the day, as many as they are; those not in force are among them. */
export const unitsNamedBy = (
  key: OrganisationKey,
  candidates: readonly KeyCandidate[],
  mailboxes: MailboxesByUnit,
): readonly Unit[] =>
  candidates
    .filter((candidate) => isNamedBy(key, candidate, mailboxes))
    .map(({ chain: [unit] }) => unit)

function ambiguous(rivals: readonly KeyCandidate[], mailboxes: MailboxesByUnit): KeyChoice {
  const reached = rivals.flatMap(({ chain }) => walkToMailboxes(chain, mailboxes).mailboxes)
  return {
    kind: 'ambiguous',
    units: rivals.map(({ chain: [unit] }) => unit),
    mailboxes: [...new Map(reached.map((mailbox) => [mailbox.id, mailbox])).values()],
  }
}

const passedOver = (all: readonly KeyCandidate[], chosen: Chain, why: string): readonly Step[] =>
  all
    .map(({ chain: [unit] }) => unit)
    .filter(({ sorId }) => sorId !== chosen[0].sorId)
    .map((unit) => ({ unit, outcome: 'REJECTED', explanation: `${unit.name} ${why}` }))

const ownOf = (unit: Unit, mailboxes: MailboxesByUnit): UnitMailboxes =>
  mailboxes.get(unit.sorId) ?? NO_MAILBOXES

function isNamedBy(
  { kind, value }: OrganisationKey,
  { chain: [unit], isMapped }: KeyCandidate,
  mailboxes: MailboxesByUnit,
): boolean {
  if (kind === 'sorId') return unit.sorId === value
  if (kind === 'ydernummer') return unit.ydernumre.includes(value)
  if (kind === 'shak') return isMapped || unit.shak === value
  // A unit that is not in force carries nothing on the day, but it is what the GLN meant.
  if (unit.status !== 'ACTIVE') return true
  return ownOf(unit, mailboxes).own.some(({ gln }) => gln === value)
}

function whyNone(
  key: OrganisationKey,
  candidates: readonly KeyCandidate[],
  { named, mailboxes }: { named: readonly KeyCandidate[]; mailboxes: MailboxesByUnit },
): KeyChoice {
  const units = named.map(({ chain: [unit] }) => unit)
  const startLater = candidates
    .map(({ chain: [unit] }) => unit)
    .filter((unit) => key.kind === 'gln' && ownOf(unit, mailboxes).laterGlns.includes(key.value))
    .filter(({ status }) => status === 'ACTIVE')
  if (startLater.length > 0) return { kind: 'not-recorded', units: startLater }
  if (units.length === 0) return { kind: 'unknown' }
  const unrecorded = units.filter(({ status }) => status === 'NOT_RECORDED')
  if (unrecorded.length > 0) return { kind: 'not-recorded', units: unrecorded }
  if (units.every(({ status }) => status === 'CLOSED')) return { kind: 'closed', units }
  return { kind: 'future', units: units.filter(({ status }) => status === 'FUTURE') }
}

/**
 * Of several units that reach the same mailboxes: the topmost, where it is above all others; else the one whose mailbox they
 * inherit; else the one that the endpoint register names.
 */
function standsForAll(
  key: OrganisationKey,
  rivals: readonly KeyCandidate[],
  mailboxes: MailboxesByUnit,
): Chain | null {
  const reached = rivals.map(({ chain }) => ({ chain, ...walkToMailboxes(chain, mailboxes) }))
  const asked = (all: readonly Mailbox[]) =>
    key.kind === 'gln' ? all.filter(({ gln }) => gln === key.value) : all
  const sets = new Set(reached.map((walk) => idsOf(asked(walk.mailboxes))))
  const first = reached[0]
  if (first === undefined || sets.size !== 1 || first.mailboxes.length === 0) return null
  const topmost = reached.find(({ chain: [top] }) =>
    reached.every(({ chain }) => chain.some(({ sorId }) => sorId === top.sorId)),
  )
  if (topmost) return topmost.chain
  const { holder } = first
  if (holder && reached.every((walk) => walk.holder?.sorId === holder.sorId)) {
    const [unit, ...above] = first.chain.slice(first.chain.indexOf(holder))
    return unit ? [unit, ...above] : null
  }
  const managing = new Set(asked(first.mailboxes).map(({ managingId }) => managingId))
  return reached.find(({ chain: [unit] }) => managing.has(unit.sorId))?.chain ?? null
}

const idsOf = (mailboxes: readonly Mailbox[]): string =>
  mailboxes
    .map(({ id }) => id)
    .sort()
    .join(' ')
