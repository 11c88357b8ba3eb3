import type { LocalDate } from '../time/local-date.ts'
import { isInForce } from '../time/validity.ts'
import {
  type GlnStatements,
  type Mailbox,
  type MailboxStatement,
  mailboxId,
  startsLater,
  type UnitMailboxes,
} from './mailbox.ts'
import { type Pairing, pairStatements } from './mailbox-pairing.ts'
import { receivesOf } from './mailbox-receives.ts'

/**
 * The mailboxes of one GLN on a day, each merged from what the registers say of it: SOR whose it is and who inherits it,
 * the endpoint register its network, status, connection, address and access point. One known to either alone is served too.
 */
export function mailboxesOn(statements: GlnStatements, day: LocalDate): readonly Mailbox[] {
  const inForce = statements.mailboxes.filter((one) => isInForce(one, day))
  const pairings = pairStatements(inForce)
  return pairings.map((pairing) => merged(pairing, pairings, { statements, day }))
}

/** Sorts the mailboxes of many GLNs by the units that carry them. */
export function mailboxesByUnit(
  glns: readonly GlnStatements[],
  day: LocalDate,
): ReadonlyMap<string, UnitMailboxes> {
  const units = new Map<string, MutableUnit>()
  const of = (sorId: string): MutableUnit => {
    const unit = units.get(sorId) ?? { own: [], laterGlns: [], withheldBy: [] }
    units.set(sorId, unit)
    return unit
  }
  for (const statements of glns) {
    const mailboxes = mailboxesOn(statements, day)
    for (const mailbox of mailboxes) for (const id of mailbox.ownerIds) of(id).own.push(mailbox)
    const owned = new Set(mailboxes.flatMap(({ ownerIds }) => ownerIds))
    for (const id of laterOwners(statements, day)) {
      if (!owned.has(id)) of(id).laterGlns.push(statements.gln)
    }
    for (const { sorId, source } of statements.withheld) {
      if (sorId !== null && owned.size === 0) of(sorId).withheldBy.push(source)
    }
  }
  return units
}

interface MutableUnit extends UnitMailboxes {
  readonly own: Mailbox[]
  readonly laterGlns: string[]
  readonly withheldBy: string[]
}

function laterOwners(statements: GlnStatements, day: LocalDate): ReadonlySet<string> {
  const later = statements.mailboxes.filter((one) => startsLater(one, day))
  const sor = later.filter(({ register }) => register === 'sor')
  const speaking = sor.length > 0 ? sor : later
  return new Set(speaking.flatMap(({ sorId }) => (sorId === null ? [] : [sorId])))
}

function merged(
  pairing: Pairing,
  all: readonly Pairing[],
  from: { readonly statements: GlnStatements; readonly day: LocalDate },
): Mailbox {
  const { network, owners, eer } = pairing
  const { gln } = from.statements
  const parts = eer ? [...owners, eer] : owners
  const receives = receivesOf(pairing, all, from)
  const reached = eer ?? owners[0]
  if (reached === undefined) throw new TypeError('Cannot merge mailbox: nobody states it')
  const { validFrom, validTo } = owners[0] ?? reached
  return {
    id: mailboxId(gln, network),
    gln,
    network,
    status: reached.status,
    rawStatus: reached.rawStatus,
    internalOnly: parts.some(({ internalOnly }) => internalOnly),
    connectionType: reached.connectionType,
    address: reached.address,
    accessPoint:
      reached.accessPointId === null ? null : { source: reached.source, id: reached.accessPointId },
    mimeTypes: reached.mimeTypes,
    receives,
    sources: [...new Set([...parts.map(({ source }) => source), ...receives.sources])].sort(),
    ownerIds: ownersOf(owners, eer),
    managingId: eer?.sorId ?? null,
    withheldBy: withheldMailboxes(from.statements),
    validFrom,
    validTo,
  }
}

function ownersOf(
  sor: readonly MailboxStatement[],
  eer: MailboxStatement | null,
): readonly string[] {
  const speaking = sor.length > 0 ? sor : eer ? [eer] : []
  return [...new Set(speaking.flatMap(({ sorId }) => (sorId === null ? [] : [sorId])))].sort()
}

const withheldMailboxes = ({ withheld }: GlnStatements): readonly string[] => [
  ...new Set(withheld.filter(({ about }) => about === 'mailbox').map(({ source }) => source)),
]
