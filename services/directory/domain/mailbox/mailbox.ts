import type { EndpointStatus, MailboxRegister } from '../statement/facts.ts'
import type { LocalDate } from '../time/local-date.ts'
import type { Period } from '../time/validity.ts'

/** What one register of one source says of one mailbox for a time. */
export interface MailboxStatement extends Period {
  readonly source: string
  /** The lower is believed where sources of one register disagree. */
  readonly rank: number
  readonly register: MailboxRegister
  readonly sorId: string | null
  /** In SOR: the unit is read from this very source on the day. Always false in the endpoint register. */
  readonly isOwners: boolean
  readonly gln: string
  readonly network: string | null
  readonly status: EndpointStatus
  /** In the register's own word; null where it has none. */
  readonly rawStatus: string | null
  readonly internalOnly: boolean
  readonly connectionType: CodedConnection | null
  readonly address: string | null
  readonly accessPointId: string | null
  readonly mimeTypes: readonly string[]
}

/** How a mailbox is connected, as a code; null where the source names no code system. */
export interface CodedConnection {
  readonly code: string
  readonly system: string | null
}

/** What one source says that a GLN receives, on one network or, with null, wherever that source puts the GLN. */
export interface MessageTypesStatement extends Period {
  readonly source: string
  readonly gln: string
  readonly network: string | null
  readonly rawTypes: readonly string[]
}

/** That a source which this caller may not see speaks of a GLN; not what it says. */
export interface WithheldStatement {
  readonly source: string
  readonly about: 'mailbox' | 'message-types'
  /** The unit that the endpoint register names; not to be shown. */
  readonly sorId: string | null
}

/** All that is said of one GLN on a day or later, by the sources that the caller may see. */
export interface GlnStatements {
  readonly gln: string
  readonly mailboxes: readonly MailboxStatement[]
  readonly messageTypes: readonly MessageTypesStatement[]
  readonly withheld: readonly WithheldStatement[]
}

/**
 * What a mailbox receives. `NOT_RECORDED`: sources speak of it, but only from a later day on. `UNKNOWN`: none speaks of it.
 * `raw` are the sources' own spellings, without repeats.
 */
export interface Receives {
  readonly state: 'KNOWN' | 'NOT_RECORDED' | 'UNKNOWN'
  readonly raw: readonly string[]
  readonly sources: readonly string[]
  /** Sources that say more, to callers that may see them. */
  readonly withheldBy: readonly string[]
}

/** A mailbox, one GLN on one network, as SOR and the endpoint register tell of it together. */
export interface Mailbox extends Period {
  /** `<gln>.<network>`, with 0 for a network that no source names. */
  readonly id: string
  readonly gln: string
  readonly network: string | null
  readonly status: EndpointStatus
  readonly rawStatus: string | null
  readonly internalOnly: boolean
  readonly connectionType: CodedConnection | null
  readonly address: string | null
  readonly accessPoint: { readonly source: string; readonly id: string } | null
  readonly mimeTypes: readonly string[]
  readonly receives: Receives
  readonly sources: readonly string[]
  /** SOR ids of the units that carry it. */
  readonly ownerIds: readonly string[]
  /** The unit that the endpoint register names for it. */
  readonly managingId: string | null
  /** Sources that say how it is reached, to callers that may see them. */
  readonly withheldBy: readonly string[]
}

/** What is known of the mailboxes that one unit carries itself. */
export interface UnitMailboxes {
  readonly own: readonly Mailbox[]
  /** GLNs that are its own only from a later day on. */
  readonly laterGlns: readonly string[]
  /** Sources that speak of further mailboxes of it, to callers that may see them. */
  readonly withheldBy: readonly string[]
}

/** A unit that no source gives a mailbox. */
export const NO_MAILBOXES: UnitMailboxes = { own: [], laterGlns: [], withheldBy: [] }

/** @returns the id under which a mailbox is referred to */
export const mailboxId = (gln: string, network: string | null): string => `${gln}.${network ?? 0}`

/** @returns null when the text is no mailbox id */
export function glnOfMailboxId(id: string): string | null {
  return /^(\d{13})\.\d{1,18}$/.exec(id)?.[1] ?? null
}

/** What was asked of the day is only said from a later one on. */
export const startsLater = ({ validFrom }: Period, day: LocalDate): boolean => validFrom > day
