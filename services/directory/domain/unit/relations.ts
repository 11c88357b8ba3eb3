import type { Unit } from './unit.ts'

/** One version of a unit, and the revisions in which it stands. */
export interface UnitVersion {
  readonly unit: Unit
  readonly firstRevision: number
  /** Null while it stands at the revision looked at. */
  readonly lastRevision: number | null
}

/** The units next to one in the order of replacement, by SOR id, rising; held by the register or not. */
export interface Replacements {
  readonly replaces: readonly string[]
  readonly replacedBy: readonly string[]
}

/** Which children of a unit are wanted. */
export interface ChildrenPage {
  /** At most this many, 1 to 1000. */
  readonly first: number
  /** Those behind this SOR id, in the order of ids as text; null for the first page. */
  readonly after: string | null
  /** Closed ones as well; future ones never. */
  readonly includeClosed: boolean
}

/** A page of the children of one unit. */
export interface Children {
  readonly units: readonly Unit[]
  readonly hasMore: boolean
  /** How many there are on all pages. */
  readonly total: number
}
