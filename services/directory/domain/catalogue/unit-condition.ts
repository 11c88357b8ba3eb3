import type { OrganisationLevel } from '../statement/facts.ts'

/** By which number a unit goes. */
export type UnitNumber = 'sorId' | 'cvr' | 'ydernummer' | 'shak'

/** How a text is compared with a name: letter by letter, or folded (case, accents, Danish spellings). */
export type NameMatch = 'begins' | 'contains' | 'equals'

/** What is asked of units, of the version that a view shows of each. */
export type UnitCondition =
  | { readonly kind: 'all'; readonly of: readonly UnitCondition[] }
  | { readonly kind: 'any'; readonly of: readonly UnitCondition[] }
  | { readonly kind: 'not'; readonly of: UnitCondition }
  | { readonly kind: 'active' }
  | { readonly kind: 'number'; readonly of: UnitNumber; readonly values: readonly string[] }
  | { readonly kind: 'has'; readonly what: UnitNumber | 'parent' | 'type' | 'speciality' }
  | { readonly kind: 'name'; readonly match: NameMatch; readonly value: string }
  | { readonly kind: 'parent'; readonly sorIds: readonly string[] }
  | { readonly kind: 'level'; readonly level: OrganisationLevel }
  /** `isCoded`: by a SNOMED code; else by a label alone; null for either. */
  | { readonly kind: 'type'; readonly code: string | null; readonly isCoded: boolean | null }
  | { readonly kind: 'speciality'; readonly code: string | null; readonly isCoded: boolean | null }
  /** Its own record tells where it is. */
  | { readonly kind: 'place' }
  /** It is no owner, and its own record tells what it offers. */
  | { readonly kind: 'service' }
  | {
      readonly kind: 'address'
      readonly field: 'postCode' | 'city'
      readonly match: NameMatch
      readonly value: string
    }
  /** A revision behind this one made it what it is. */
  | { readonly kind: 'changed-after'; readonly revision: number }

/** Holds of every unit. */
export const EVERY: UnitCondition = { kind: 'all', of: [] }

/** Holds of none. */
export const NONE: UnitCondition = { kind: 'any', of: [] }
