import type { Group, GroupKind, GroupMember } from './group.ts'
import type { GroupReach } from './group-reach.ts'

/** A group with all that hangs on it on one view. */
export interface GroupWithMembers {
  readonly group: Group
  /** In the order of their roles, then by municipality code, name and SOR id. */
  readonly members: readonly GroupMember[]
  readonly reach: GroupReach
  /** False where it ended before the day, or begins after it. */
  readonly isInForce: boolean
}

/** Which groups are wanted. */
export interface GroupPageRequest {
  /** Null for every kind. */
  readonly kind: GroupKind | null
  /** 1 to 1000. */
  readonly first: number
  /** Those behind this id, in the order of ids as text; null for the first page. */
  readonly after: string | null
}

/** A page of groups in force on the day. */
export interface GroupPage {
  readonly groups: readonly GroupWithMembers[]
  readonly hasMore: boolean
  /** On all pages. */
  readonly total: number
}

/** @param all by id, rising */
export function pageOf(
  all: readonly GroupWithMembers[],
  { kind, first, after }: GroupPageRequest,
): GroupPage {
  const wanted = all.filter(
    ({ group, isInForce }) => isInForce && (kind === null || group.kind === kind),
  )
  const rest = wanted.filter(({ group }) => after === null || group.id > after)
  return { groups: rest.slice(0, first), hasMore: rest.length > first, total: wanted.length }
}
