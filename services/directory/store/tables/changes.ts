import type { ChangeKind, SubjectType } from '../../domain/change/change.ts'

/** What one revision did to the record that one source holds of one subject. Ordinals begin with 1 in each revision. */
export interface ChangeTable {
  readonly revision: number
  readonly ordinal: number
  readonly source: string
  readonly kind: ChangeKind
  readonly subject_type: SubjectType
  readonly subject_id: string
  /** Names of the graph's fields, sorted. */
  readonly fields: readonly string[]
}

/**
 * How many changes one revision made in one source; none where it made none. The changes of one source stand together: the
 * first has the ordinal `first_ordinal`.
 */
export interface ChangeCountTable {
  readonly revision: number
  readonly source: string
  readonly first_ordinal: number
  readonly changes: number
  /** Changes of the source in all revisions before. */
  readonly behind: number
}

/** The tables of the change feed. */
export interface ChangesTables {
  change: ChangeTable
  change_count: ChangeCountTable
}
