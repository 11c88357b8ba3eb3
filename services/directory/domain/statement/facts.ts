import type { GroupKind, GroupRole } from '../group/group.ts'
import type { LocalDate } from '../time/local-date.ts'
import type { AddressBlock, ContactBlock } from '../unit/address.ts'

/** SOR's three kinds of unit: IE, SI and OE. */
export type OrganisationLevel = 'OWNER' | 'INSTITUTION' | 'UNIT'

/** Which register states a mailbox: SOR says whose it is, the endpoint register how it is reached. */
export type MailboxRegister = 'sor' | 'eer'

/** Whether a mailbox receives: SUSPENDED for a time, OFF for good or not for real use. */
export type EndpointStatus = 'ACTIVE' | 'SUSPENDED' | 'OFF'

/** A code with its label where the source gives one. */
export interface CodeFact {
  readonly code: string
  readonly display: string | null
}

/** One version of one unit, as a source dates it. `validTo` is the last day in force, null when open. */
export interface OrganisationFact {
  readonly kind: 'organisation'
  readonly line: number
  readonly sorId: string
  /** Null where the source does not date it: then it counts from the first snapshot that holds it. */
  readonly validFrom: LocalDate | null
  readonly validTo: LocalDate | null
  readonly firstFrom: LocalDate | null
  readonly name: string
  readonly level: OrganisationLevel
  /** SNOMED CT code, or the label alone where a source has no code (then `code` holds the label in lower case). */
  readonly type: CodeFact | null
  readonly specialities: readonly CodeFact[]
  readonly cvr: string | null
  readonly ydernumre: readonly string[]
  readonly shak: string | null
  readonly parentId: string | null
  /** SOR's EntityInheritedIndicator; null where the source has none. */
  readonly inheritsGln: boolean | null
  /** Region code 1081 to 1085 where the source gives it. */
  readonly region: string | null
  readonly postal: AddressBlock | null
  readonly visiting: AddressBlock | null
  readonly activity: AddressBlock | null
  readonly contact: ContactBlock | null
}

/** A mailbox: one GLN on one network, stated by SOR (with its owner) or by the endpoint register (with its state). */
export interface MailboxFact {
  readonly kind: 'mailbox'
  readonly line: number
  readonly register: MailboxRegister
  /** Id of the endpoint register's own record; null in SOR. */
  readonly resourceId: string | null
  /** The unit that carries it; null where the endpoint register names none that can be read. */
  readonly sorId: string | null
  readonly gln: string
  /** Network operator, SOR's CommunicationSupplier code; null where the source does not say. */
  readonly network: string | null
  readonly validFrom: LocalDate | null
  readonly validTo: LocalDate | null
  readonly status: EndpointStatus
  readonly rawStatus: string | null
  readonly internalOnly: boolean
  readonly connectionType: { readonly code: string; readonly system: string | null } | null
  readonly address: string | null
  readonly accessPointId: string | null
  readonly mimeTypes: readonly string[]
}

/** One message type that a mailbox receives, in the source's own spelling. */
export interface MessageTypeFact {
  readonly kind: 'message-type'
  readonly line: number
  readonly gln: string
  /** Null when the source states it for the GLN on whatever network. */
  readonly network: string | null
  readonly raw: string
}

/** The device that holds the real URL and certificate of mailboxes (EER Device of type AP). */
export interface AccessPointFact {
  readonly kind: 'access-point'
  readonly line: number
  readonly id: string
  readonly url: string | null
  readonly network: string | null
  readonly certificate: CertificateFact | null
}

/** The certificate with which an access point shows who it is. */
export interface CertificateFact {
  /** Lower-case hexadecimal. */
  readonly sha256: string
  readonly subject: string
  /** RFC 3339. */
  readonly notBefore: string
  readonly notAfter: string
}

/** `sorId` is followed by `replacedBy`; many to many. */
export interface ReplacementFact {
  readonly kind: 'replacement'
  readonly line: number
  readonly sorId: string
  readonly replacedBy: string
}

/** One period of one SHAK code. */
export interface ShakFact {
  readonly kind: 'shak'
  readonly line: number
  readonly code: string
  readonly name: string
  readonly validFrom: LocalDate
  readonly validTo: LocalDate | null
}

/** A SHAK code names a unit for a time. */
export interface ShakMapFact {
  readonly kind: 'shak-map'
  readonly line: number
  readonly shak: string
  readonly sorId: string
  readonly validFrom: LocalDate | null
  readonly validTo: LocalDate | null
}

/** One period of one ydernummer in the yder register; its persons are left out. */
export interface YderFact {
  readonly kind: 'yder'
  readonly line: number
  readonly ydernummer: string
  readonly name: string
  readonly region: string | null
  readonly speciality: CodeFact | null
  readonly validFrom: LocalDate
  readonly validTo: LocalDate | null
}

/** One period of one person under a ydernummer; the register's number of the person is never read. */
export interface PractitionerFact {
  readonly kind: 'practitioner'
  readonly line: number
  /** Names the register's record, 16 hexadecimal digits. */
  readonly personId: string
  readonly ydernummer: string
  readonly role: CodeFact | null
  readonly validFrom: LocalDate
  readonly validTo: LocalDate | null
}

/** One version of a group outside the tree of units. `validFrom` is null where the source does not date it. */
export interface GroupFact {
  readonly kind: 'group'
  readonly line: number
  readonly groupId: string
  readonly groupKind: GroupKind
  readonly name: string
  readonly validFrom: LocalDate | null
  readonly validTo: LocalDate | null
}

/** A member of a group for a time: a unit by its SOR id, a municipality by its code, or either by its name alone. */
export interface GroupMemberFact {
  readonly kind: 'group-member'
  readonly line: number
  readonly groupId: string
  readonly role: GroupRole
  readonly sorId: string | null
  readonly municipality: string | null
  readonly name: string | null
  readonly validFrom: LocalDate | null
  readonly validTo: LocalDate | null
}

/** A fact that one row states. */
export type Fact =
  | OrganisationFact
  | MailboxFact
  | MessageTypeFact
  | AccessPointFact
  | ReplacementFact
  | ShakFact
  | ShakMapFact
  | YderFact
  | GroupFact
  | GroupMemberFact
  | PractitionerFact

/** Every kind of fact, in the order in which they are worked on. */
export const FACT_KINDS = [
  'organisation',
  'mailbox',
  'message-type',
  'access-point',
  'replacement',
  'shak',
  'shak-map',
  'yder',
  'group',
  'group-member',
  'practitioner',
] as const satisfies readonly Fact['kind'][]

/** One of {@link FACT_KINDS}. */
export type FactKind = (typeof FACT_KINDS)[number]

/** A row that breaks a rule; what it is about keeps its last version in force. */
export interface Rejection {
  readonly kind: 'rejection'
  readonly line: number
  readonly rule: RejectionRule
  /** The value that breaks the rule, shortened to 100 characters; never a person number. */
  readonly value: string
  /** What the row is about, so that it is not taken for vanished: the fact's kind and its SOR id, GLN or code. */
  readonly subject: { readonly kind: FactKind; readonly key: string } | null
  readonly message: string
}

/** The rule that a rejected row breaks. */
export type RejectionRule =
  | 'SOR_ID_INVALID'
  | 'GLN_INVALID'
  | 'YDERNUMMER_INVALID'
  | 'SHAK_INVALID'
  | 'CVR_INVALID'
  | 'DATE_INVALID'
  | 'DATES_REVERSED'
  | 'NAME_MISSING'
  | 'LEVEL_INVALID'
  | 'PARENT_UNKNOWN'
  | 'PARENT_REJECTED'
  | 'PARENT_CYCLE'
  | 'ID_DUPLICATE'
  | 'OWNER_UNKNOWN'
  | 'MUNICIPALITY_UNKNOWN'
  | 'GROUP_INVALID'
  | 'GROUP_UNKNOWN'
  | 'GROUPS_OVERLAP'
  | 'ROW_MALFORMED'

/** What a file says of itself, before and while its rows come. */
export interface FileHeader {
  readonly kind: 'header'
  /** The day the file states; null where it states none. */
  readonly snapshotDate: LocalDate | null
  /** RFC 3339, where the file is dated to the instant. */
  readonly snapshotInstant: string | null
  /** The kinds that the file speaks for: what it does not repeat of these has ended. */
  readonly speaksFor: readonly FactKind[]
  /** A delta adds and changes, and closes nothing by silence. */
  readonly isDelta: boolean
}

/** A deletion that a delta states. */
export interface Removal {
  readonly kind: 'removal'
  readonly line: number
  readonly subject: { readonly kind: FactKind; readonly key: string }
}

/** Something a file holds that we do not know; counted, never lost in silence. */
export interface Unknown {
  readonly kind: 'unknown'
  readonly line: number
  /** Name of the element or column. */
  readonly name: string
  /** How often it was met; once where it is left out. */
  readonly count?: number
}

/** What a feed yields, in file order, the header first. */
export type FeedItem = FileHeader | Fact | Rejection | Removal | Unknown
