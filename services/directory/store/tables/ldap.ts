import type { ColumnType } from 'kysely'

type Instant = ColumnType<string, string, string>

/** How far an LDAP server has been written to. */
export interface LdapTargetTable {
  /** Address and suffix of the server, and the name under which it is written to. */
  readonly target: string
  /** The revision last written whole; null where the next run must read what the server holds. */
  readonly revision: number | null
  /** The day for which it was written. */
  readonly day: string | null
  /** The sources that were shown. */
  readonly sources: readonly string[]
  /** What the marker on the server says while nobody writes to it. */
  readonly token: string | null
  /** What it says instead, when we were stopped while it was written. */
  readonly next_token: string | null
  readonly written_at: Instant
}

/** Which entries stand on an LDAP server. */
export type LdapEntryKind = 'organisation' | 'service'

/** One entry that was written to an LDAP server. */
export interface LdapEntryTable {
  readonly target: string
  readonly kind: LdapEntryKind
  /** The SOR id or GLN that it is about. */
  readonly subject: string
  /** Its name on the server. */
  readonly id: string
  /** Digest of its attributes; null where the server does not have them so. */
  readonly hash: string | null
  /** Why the server does not have it; null where it does. */
  readonly problem: string | null
}

/** How far an outside LDAP directory has been read. */
export interface LdapOriginTable {
  readonly source: string
  /** Address, base and mapping; another one begins anew. */
  readonly origin: string
  /** The latest change that was read, in the server's own time; null where it does not tell. */
  readonly changed_at: string | null
  /** When the directory was last read whole. */
  readonly whole_at: Instant
}

/** One entry of an outside directory, as it was last read. */
export interface LdapOriginEntryTable {
  readonly source: string
  /** Place of the mapping's rule that reads it. */
  readonly rule: number
  readonly dn: string
  /** Its attributes, as JSON. */
  readonly entry: string
}

/** The tables of LDAP, in and out. */
export interface LdapTables {
  ldap_target: LdapTargetTable
  ldap_entry: LdapEntryTable
  ldap_origin: LdapOriginTable
  ldap_origin_entry: LdapOriginEntryTable
}
