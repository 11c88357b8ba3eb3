import type { ChangePart } from './change-draft.ts'
import { clusterChanges } from './cluster-changes.ts'
import { endpointChanges } from './endpoint-changes.ts'
import { organisationChanges } from './organisation-changes.ts'

/** What the register's own tables tell of a revision. */
export const REGISTER_PARTS: readonly ChangePart[] = [organisationChanges, endpointChanges]

/** All that is looked at when a revision is made; tables of their own add a part. */
export const CHANGE_PARTS: readonly ChangePart[] = [...REGISTER_PARTS, clusterChanges]
