import type { GroupKind, GroupRole } from '../../domain/group/group.ts'
import type { BitemporalColumns } from './bitemporal.ts'

/** One version of one group in one source; `track` is its id. */
export interface GroupVersionTable extends BitemporalColumns {
  readonly group_id: string
  readonly kind: GroupKind
  readonly name: string
}

/** A member of a group; `track` is group, role, and SOR id, municipality or name. */
export interface GroupMemberVersionTable extends BitemporalColumns {
  readonly group_id: string
  readonly role: GroupRole
  readonly sor_id: string | null
  readonly municipality: string | null
  /** As the source spells it. */
  readonly name: string | null
}

/** Tables of clusters and health councils. */
export interface GroupTables {
  group_version: GroupVersionTable
  group_member_version: GroupMemberVersionTable
}
