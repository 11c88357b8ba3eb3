import type { GroupPage, GroupPageRequest, GroupWithMembers } from './group/group-page.ts'
import type { OrganisationKey } from './identifier/organisation-key.ts'
import type { AccessPoint, AccessPointReference } from './mailbox/access-point.ts'
import type { Mailbox } from './mailbox/mailbox.ts'
import type { Walk } from './mailbox/mailbox-walk.ts'
import type { MessageType } from './message-type/message-type.ts'
import type {
  FindingCount,
  FindingPage,
  FindingPosition,
  FindingRequest,
} from './quality/finding.ts'
import type { RegisterState } from './register.ts'
import type { Freshness } from './resolution/freshness.ts'
import type { Resolution } from './resolution/resolution.ts'
import type { SearchPart, SearchQuestion, SearchResult } from './search/search-question.ts'
import type { View } from './time/view.ts'
import type { KeyChoice } from './unit/key-choice.ts'
import type { Children, ChildrenPage, Replacements, UnitVersion } from './unit/relations.ts'
import type { Chain, Unit } from './unit/unit.ts'

/** The register as one caller may see it, for the time of one operation. */
export interface Directory {
  /** @throws {RegisterEmpty} where nothing has been imported yet */
  register(): Promise<RegisterState>
  /**
   * @param instant RFC 3339, in UTC
   * @returns the revision that was the latest at the instant; null before the first
   */
  revisionAt(instant: string): Promise<number | null>
  /**
   * @param on a day as the caller writes it; null for today in Copenhagen
   * @param asKnownAt null for the latest revision
   * @throws {DateInvalid} where `on` is no day
   * @throws {RevisionUnknown} where there is no such revision
   * @throws {RegisterEmpty} where nothing has been imported yet
   */
  at(on: string | null, asKnownAt: number | null): Promise<ViewedDirectory>
}

/** The register on one day, as known at one revision. What is asked of it at one time is read together. */
export interface ViewedDirectory {
  readonly view: View
  /**
   * Counts what the operation shows, every mention of a unit or a mailbox by itself.
   *
   * @throws {AnswerTooLarge} when it comes to more than one answer holds
   */
  spend(count: number): void
  /** @returns null where the register has never held it */
  unit(sorId: string): Promise<Unit | null>
  /** @returns the unit itself and all above it */
  chain(unit: Unit): Promise<Chain>
  versions(sorId: string): Promise<readonly UnitVersion[]>
  /** @returns names of the sources that hold the unit, the most trusted first */
  holdingSources(sorId: string): Promise<readonly string[]>
  /** @returns names of the sources that hold the unit and that this caller may not see */
  withholdingSources(sorId: string): Promise<readonly string[]>
  replacements(sorId: string): Promise<Replacements>
  children(sorId: string, page: ChildrenPage): Promise<Children>
  /** @returns the mailboxes that count for the unit, and where they are from */
  walk(unit: Unit): Promise<Walk>
  /** @returns null where there is none of that id on the day */
  mailbox(id: string): Promise<Mailbox | null>
  /** @returns the mailboxes of a GLN on the day; none where it is unknown */
  mailboxesOf(gln: string): Promise<readonly Mailbox[]>
  /** @returns null where several units carry it and nothing tells whose it is */
  ownerOf(mailbox: Mailbox): Promise<Unit | null>
  /** @returns null where its source does not hold it on the day */
  accessPoint(reference: AccessPointReference): Promise<AccessPoint | null>
  /** @returns a group in force on the day, else as it was on its last day or will be on its first; null where there is none of that id */
  group(id: string): Promise<GroupWithMembers | null>
  groups(request: GroupPageRequest): Promise<GroupPage>
  /** @returns the groups in force on the day that take the unit in, by id */
  groupsOf(unit: Unit): Promise<readonly GroupWithMembers[]>
  /** @returns a page of what the register's owners should put right, by rule and key */
  findings(
    request: FindingRequest & { readonly first: number; readonly after: FindingPosition | null },
  ): Promise<FindingPage>
  findingCounts(request: FindingRequest): Promise<readonly FindingCount[]>
  /** Finds units by a text, a filter or both; with neither, all that are in force. Best first, see `SearchPosition`. */
  search(question: SearchQuestion, part: SearchPart): Promise<SearchResult>
  choose(key: OrganisationKey): Promise<KeyChoice>
  resolve(key: OrganisationKey, asked: MessageType): Promise<Resolution>
  /** @param sources those that an answer rests on; none for the register as a whole */
  freshness(sources: readonly string[]): Freshness
}
