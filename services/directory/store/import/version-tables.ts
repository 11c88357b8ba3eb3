import type { FactKind } from '../../domain/statement/facts.ts'
import type { Tables } from '../tables.ts'

/** A bitemporal table, as an import needs to know it. */
export interface VersionTable {
  readonly kind: FactKind
  readonly name: keyof Tables & `${string}_version`
  /** The fact itself, without its two times; new columns go at the end, or every digest changes. */
  readonly columns: readonly string[]
  /** Columns by which a rejected row names the thing that it is about. */
  readonly rejectedBy: readonly string[]
  /** Columns by which a delta names the thing that it removes. */
  readonly removedBy: readonly string[]
  /** Whether `sor_id` names a unit that the fact belongs to: it stays while that unit's row is rejected. */
  readonly belongsToUnit: boolean
}

const ORGANISATION_VERSION: VersionTable = {
  kind: 'organisation',
  name: 'organisation_version',
  columns: [
    ...['sor_id', 'first_from', 'name', 'level', 'type_code', 'type_display', 'specialities'],
    ...['cvr', 'ydernumre', 'shak', 'parent_id', 'inherits_gln', 'region'],
    ...['postal', 'visiting', 'activity', 'contact'],
  ],
  rejectedBy: ['sor_id'],
  removedBy: ['sor_id'],
  belongsToUnit: false,
}

const MAILBOX_VERSION: VersionTable = {
  kind: 'mailbox',
  name: 'mailbox_version',
  columns: [
    ...['register', 'resource_id', 'sor_id', 'gln', 'network', 'status', 'raw_status'],
    ...['internal_only', 'connection_code', 'connection_system', 'address', 'access_point_id'],
    'mime_types',
  ],
  rejectedBy: ['gln', 'sor_id', 'resource_id'],
  removedBy: ['gln', 'resource_id'],
  belongsToUnit: true,
}

/** Every bitemporal table, units first: what follows belongs to them. */
export const VERSION_TABLES: readonly VersionTable[] = [
  ORGANISATION_VERSION,
  MAILBOX_VERSION,
  {
    kind: 'message-type',
    name: 'message_types_version',
    columns: ['gln', 'network', 'raw_types'],
    rejectedBy: ['gln'],
    removedBy: ['gln'],
    belongsToUnit: false,
  },
  {
    kind: 'access-point',
    name: 'access_point_version',
    columns: ['access_point_id', 'url', 'network', 'certificate'],
    rejectedBy: ['access_point_id'],
    removedBy: ['access_point_id'],
    belongsToUnit: false,
  },
  {
    kind: 'replacement',
    name: 'replacement_version',
    columns: ['sor_id', 'replaced_by'],
    rejectedBy: ['sor_id'],
    removedBy: ['sor_id'],
    belongsToUnit: true,
  },
  {
    kind: 'shak',
    name: 'shak_version',
    columns: ['code', 'name'],
    rejectedBy: ['code'],
    removedBy: ['code'],
    belongsToUnit: false,
  },
  {
    kind: 'shak-map',
    name: 'shak_map_version',
    columns: ['shak', 'sor_id'],
    rejectedBy: ['shak', 'sor_id'],
    removedBy: ['shak'],
    belongsToUnit: true,
  },
  {
    kind: 'yder',
    name: 'yder_version',
    columns: ['ydernummer', 'name', 'region', 'speciality_code', 'speciality_display'],
    rejectedBy: ['ydernummer'],
    removedBy: ['ydernummer'],
    belongsToUnit: false,
  },
  {
    kind: 'group',
    name: 'group_version',
    columns: ['group_id', 'kind', 'name'],
    rejectedBy: ['group_id'],
    removedBy: ['group_id'],
    belongsToUnit: false,
  },
  {
    kind: 'group-member',
    name: 'group_member_version',
    columns: ['group_id', 'role', 'sor_id', 'municipality', 'name'],
    // A row that cannot be read may mean any member of its group: all of them stay.
    rejectedBy: ['group_id'],
    removedBy: ['group_id'],
    belongsToUnit: false,
  },
  {
    kind: 'practitioner',
    name: 'practitioner_version',
    columns: ['person_id', 'ydernummer', 'role_code', 'role_display'],
    rejectedBy: ['person_id'],
    removedBy: ['person_id'],
    belongsToUnit: false,
  },
]

/** The table that keeps facts of a kind. */
export function tableOf(kind: FactKind): VersionTable {
  const table = VERSION_TABLES.find((each) => each.kind === kind)
  if (!table) throw new TypeError(`Cannot find table of "${kind}": there is none`)
  return table
}
