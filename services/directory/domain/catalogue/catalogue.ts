import type { ViewedDirectory } from '../directory.ts'
import type { GroupWithMembers } from '../group/group-page.ts'
import type { Practitioner } from '../practitioner/practitioner.ts'
import type { EndpointStatus } from '../statement/facts.ts'
import type { LocalDate } from '../time/local-date.ts'
import type { View } from '../time/view.ts'
import type { UnitCondition } from './unit-condition.ts'

/** A revision, and when it was recorded. */
export interface RecordedRevision {
  readonly revision: number
  /** RFC 3339 in UTC, with milliseconds. */
  readonly recordedAt: string
  /** The calendar day in Copenhagen on which it was recorded. */
  readonly day: string
}

/** The first and the last revision that made a thing what it is. */
export interface Touched {
  readonly first: number
  readonly last: number
}

/** A revision made something of a thing. */
export interface Touch {
  readonly revision: number
  readonly id: string
}

/**
 * What is touched: a unit by its SOR id; the same from the first record on that tells where it is, or what it offers; a GLN with
 * all its mailboxes; a group with its members; a ydernummer with the persons
 * who work under it.
 */
export type TouchedKind = 'unit' | 'place' | 'service' | 'gln' | 'group' | 'provider'

/** Which way an order goes. */
export type Direction = 'ascending' | 'descending'

/** In which order units are listed: by name where it counts, and by SOR id where it does not, or where names are equal. */
export interface UnitOrder {
  /** Null where it does not count. Letters are compared by their numbers, as everywhere that orders are served. */
  readonly name: Direction | null
  readonly sorId: Direction
}

/** By SOR id alone. */
export const BY_SOR_ID: UnitOrder = { name: null, sorId: 'ascending' }

/** Which units are wanted. */
export interface UnitPage {
  readonly order: UnitOrder
  /** The {@link UnitPlace} of the last unit of the page before; null for the first page. */
  readonly after: UnitPlace | null
  readonly first: number
}

/** A unit's place in an order. */
export interface UnitPlace {
  readonly sorId: string
  readonly name: string
}

/** Which GLNs are wanted. */
export interface GlnPage {
  readonly direction: Direction
  /** Those that come behind it; null for the first. */
  readonly after: string | null
  readonly first: number
}

/**
 * A revision touches a unit or a mailbox when it brings, ends or takes back a record that decides what it looks like; a day on
 * which such a record begins or ends touches it with the first revision recorded from that day on. Redactions touch as well.
 */
export interface ViewedCatalogue {
  /** The same view, thing by thing. */
  readonly directory: ViewedDirectory
  /** Units that the register holds at the revision and that the condition holds of, in order. */
  units(condition: UnitCondition, page: UnitPage): Promise<readonly UnitPlace[]>
  countUnits(condition: UnitCondition): Promise<number>
  /** GLNs that some unit or register has ever gone by up to the revision, in order. */
  glns(among: MailboxesAmong, page: GlnPage): Promise<readonly string[]>
  /** Every spelling in which a source of the view states a message type. */
  messageTypes(): Promise<readonly string[]>
  /** Every group that the register holds at the revision, in force or not. */
  groups(): Promise<readonly GroupWithMembers[]>
  /** Every person of the yder register; none unless they are imported. */
  practitioners(): Promise<readonly Practitioner[]>
  /** @returns by id; absent where the register has never held it */
  touched(what: TouchedKind, ids: readonly string[]): Promise<ReadonlyMap<string, Touched>>
  /**
   * What revisions behind one did, the latest first, then by id.
   *
   * @param ids of those alone; null for all
   */
  touchesAfter(
    what: TouchedKind,
    revision: number,
    ids: readonly string[] | null,
  ): Promise<readonly Touch[]>
}

/** Which GLNs can hold the mailboxes that are looked for; all must hold. */
export interface MailboxesAmong {
  readonly glns?: readonly string[]
  /** Units that carry them. */
  readonly sorIds?: readonly string[]
  /** Of which a source states one of these message types, in the source's own spelling. */
  readonly rawTypes?: readonly string[]
  /** That a register states in one of these states, or in one of these words of its own. */
  readonly inState?: {
    readonly states: readonly EndpointStatus[]
    readonly words: readonly string[]
  }
  /** That a register states to be connected in one of these ways. */
  readonly connections?: readonly string[]
}

/** The register as one caller may see it, listed and with its versions. */
export interface Catalogue {
  /** @throws {RegisterEmpty} where nothing has been imported yet */
  latest(): Promise<RecordedRevision>
  /** The calendar day in Copenhagen. */
  today(): LocalDate
  /** @returns by number; @throws {RevisionUnknown} where one of them is none */
  recorded(revisions: readonly number[]): Promise<ReadonlyMap<number, RecordedRevision>>
  /** @param instant RFC 3339, in UTC; @returns the last revision recorded before it; 0 where there is none */
  revisionBefore(instant: string): Promise<number>
  /** @returns the last revision before that one; null where it is the first that the register has */
  revisionJustBefore(revision: number): Promise<number | null>
  /** @throws {RevisionUnknown} where there is no such revision */
  view(view: View): Promise<ViewedCatalogue>
}
