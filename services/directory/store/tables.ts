import type { ColumnType } from 'kysely'
import type {
  CertificateFact,
  CodeFact,
  EndpointStatus,
  FactKind,
  MailboxRegister,
  OrganisationLevel,
  RejectionRule,
} from '../domain/statement/facts.ts'
import type { AddressBlock, ContactBlock } from '../domain/unit/address.ts'
import type { BitemporalColumns } from './tables/bitemporal.ts'
import type { ChangesTables } from './tables/changes.ts'
import type { GroupTables } from './tables/groups.ts'
import type { LdapTables } from './tables/ldap.ts'
import type { PractitionerTables } from './tables/practitioners.ts'
import type { RedactionTables } from './tables/redactions.ts'
import type { SearchTables } from './tables/search.ts'
import type { WebhookTables } from './tables/webhooks.ts'

/** Days and instants stay text, `YYYY-MM-DD` and RFC 3339: a `Date` shifts with the time zone. */
type Day = string
type Instant = ColumnType<string, string | undefined, never>
/** Written as JSON text, read as a value. */
type Json<T> = ColumnType<T, string, string>

/** One version of one unit in one source; `track` is its SOR id. */
export interface OrganisationVersionTable extends BitemporalColumns {
  readonly sor_id: string
  readonly first_from: Day | null
  readonly name: string
  readonly level: OrganisationLevel
  readonly type_code: string | null
  readonly type_display: string | null
  readonly specialities: Json<readonly CodeFact[]>
  readonly cvr: string | null
  readonly ydernumre: readonly string[]
  readonly shak: string | null
  readonly parent_id: string | null
  readonly inherits_gln: boolean | null
  readonly region: string | null
  readonly postal: Json<AddressBlock | null>
  readonly visiting: Json<AddressBlock | null>
  readonly activity: Json<AddressBlock | null>
  readonly contact: Json<ContactBlock | null>
}

/**
 * One mailbox as one register of one source states it. `track` in SOR: the SOR id where the format gives a unit one GLN at
 * most, else SOR id, GLN and network; in the endpoint register: GLN and network.
 */
export interface MailboxVersionTable extends BitemporalColumns {
  readonly register: MailboxRegister
  readonly resource_id: string | null
  readonly sor_id: string | null
  readonly gln: string
  readonly network: string | null
  readonly status: EndpointStatus
  readonly raw_status: string | null
  readonly internal_only: boolean
  readonly connection_code: string | null
  readonly connection_system: string | null
  readonly address: string | null
  readonly access_point_id: string | null
  readonly mime_types: readonly string[]
}

/** What a GLN receives, on one network or on any (null); `track` is both. `valid_from` is the first snapshot that said so. */
export interface MessageTypesVersionTable extends BitemporalColumns {
  readonly gln: string
  readonly network: string | null
  /** In the source's spelling, sorted, without repeats. */
  readonly raw_types: readonly string[]
}

/** A device where mailboxes are reached; `track` is its id in the source. */
export interface AccessPointVersionTable extends BitemporalColumns {
  readonly access_point_id: string
  readonly url: string | null
  readonly network: string | null
  readonly certificate: Json<CertificateFact | null>
}

/** `sor_id` is followed by `replaced_by`; `track` is both. */
export interface ReplacementVersionTable extends BitemporalColumns {
  readonly sor_id: string
  readonly replaced_by: string
}

/** One period of one SHAK code; `track` is the code. */
export interface ShakVersionTable extends BitemporalColumns {
  readonly code: string
  readonly name: string
}

/** A SHAK code names a unit; `track` is both. */
export interface ShakMapVersionTable extends BitemporalColumns {
  readonly shak: string
  readonly sor_id: string
}

/** One period of one ydernummer in the yder register; `track` is the number. */
export interface YderVersionTable extends BitemporalColumns {
  readonly ydernummer: string
  readonly name: string
  readonly region: string | null
  readonly speciality_code: string | null
  readonly speciality_display: string | null
}

/** Who may see a source: everybody, or callers that hold a grant of the source's name. */
export type Visibility = 'public' | 'restricted'

/** A source of the register. `rank`: the lower is read first where several hold one unit. */
export interface SourceTable {
  readonly name: string
  readonly format: string
  readonly rank: number
  readonly visibility: Visibility
  /** The sample, which steps aside at the first real import. */
  readonly is_sample: boolean
}

/** A state of the whole register; numbers rise by one. */
export interface RevisionTable {
  readonly number: number
  readonly recorded_at: Instant
}

/** What one source delivered in one revision. */
export interface SnapshotTable {
  readonly revision: number
  readonly source: string
  readonly snapshot_date: Day
  readonly snapshot_instant: Instant
  /** Digest over the bytes of all files of the snapshot; equal bytes make no revision. */
  readonly fingerprint: string
  /** Units and mailboxes of the source that are in force on the snapshot's day. */
  readonly organisations: number
  readonly endpoints: number
  readonly rejected: number
  /** Kinds of fact that it spoke for. */
  readonly speaks_for: readonly string[]
}

/** A row that broke a rule and was left out. */
export interface RejectedRowTable {
  readonly revision: number
  readonly source: string
  readonly file: string
  readonly line: number
  readonly rule: RejectionRule
  readonly value: string
  readonly message: string
  /** What the row is about; null where that cannot be told. */
  readonly subject_kind: FactKind | null
  readonly subject_key: string | null
}

/** The directory's tables. */
export interface Tables
  extends ChangesTables,
    GroupTables,
    PractitionerTables,
    RedactionTables,
    SearchTables,
    WebhookTables,
    LdapTables {
  organisation_version: OrganisationVersionTable
  mailbox_version: MailboxVersionTable
  message_types_version: MessageTypesVersionTable
  access_point_version: AccessPointVersionTable
  replacement_version: ReplacementVersionTable
  shak_version: ShakVersionTable
  shak_map_version: ShakMapVersionTable
  yder_version: YderVersionTable
  source: SourceTable
  revision: RevisionTable
  snapshot: SnapshotTable
  rejected_row: RejectedRowTable
}
