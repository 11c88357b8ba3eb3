import type { LdapAttributes } from '../../kit/ldap/entry.ts'
import { allOf, equals, type LdapFilter } from '../../kit/ldap/filter.ts'
import type { LdapEntryKind } from '../store/tables/ldap.ts'

/** Where on a server the register stands, and under which name it is written. */
export interface Tree {
  /** Name of the entry below which everything stands. */
  readonly base: string
  /** What every entry of ours bears, and none of others. */
  readonly source: string
}

/** An entry as it is to be. */
export interface PublishedEntry {
  /** The SOR id or GLN that it is about. */
  readonly subject: string
  /** Its name among those of its kind. */
  readonly id: string
  /** Every attribute that we ever write to one of its kind; without values where it is to be absent. */
  readonly attributes: LdapAttributes
}

const FOLDERS = {
  organisation: { unit: 'HCRegulatedOrganization', name: 'uid' },
  service: { unit: 'HPDElectronicService', name: 'hpdServiceId' },
} as const

/** The folders below the base, by the name of their unit. */
export const folderNames: readonly string[] = Object.values(FOLDERS).map(({ unit }) => unit)

export const folderDn = ({ base }: Tree, unit: string): string => `ou=${unit},${base}`

/** @param id of digits and dots, so that nothing in it needs to be escaped */
export const entryDn = (tree: Tree, kind: LdapEntryKind, id: string): string =>
  `${FOLDERS[kind].name}=${id},${folderDn(tree, FOLDERS[kind].unit)}`

export const markerDn = ({ base, source }: Tree): string => `cn=${source},${base}`

/** Takes what we have written. */
export const isOurs = ({ source }: Tree): LdapFilter => equals('fundamentSource', source)

/** Takes the entries that we have written, of every kind. */
export const areOurEntries = (tree: Tree): LdapFilter =>
  allOf([equals('objectClass', 'fundamentEntry'), isOurs(tree)])
