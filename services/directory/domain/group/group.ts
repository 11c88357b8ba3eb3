import type { Period } from '../time/validity.ts'

/** Groups of the health service that are no units: a cluster (sundhedsklynge) and a health council (sundhedsråd). */
export const GROUP_KINDS = ['CLUSTER', 'HEALTH_COUNCIL'] as const

/** One of {@link GROUP_KINDS}. */
export type GroupKind = (typeof GROUP_KINDS)[number]

/** What a member is to its group, in the order in which members are shown. */
export const GROUP_ROLES = ['REGION', 'ACUTE_HOSPITAL', 'MUNICIPALITY', 'OTHER'] as const

/** One of {@link GROUP_ROLES}. */
export type GroupRole = (typeof GROUP_ROLES)[number]

/** A dated group outside the tree of units, as one source tells of it on a day. */
export interface Group extends Period {
  readonly id: string
  readonly source: string
  readonly kind: GroupKind
  readonly name: string
}

/** Who takes part in a group, by SOR id, by municipality code or, where the source gives neither, by name alone. */
export interface GroupMember extends Period {
  readonly role: GroupRole
  /** As the source states it, or the only unit of that name on the day; null where neither tells. */
  readonly sorId: string | null
  /** Municipality code, 4 digits. */
  readonly municipality: string | null
  /** As the source spells it. */
  readonly name: string | null
}
