import type { FhirResource } from './json.ts'

/** Everything that a search found, from all its pages. */
export interface FhirFound {
  readonly matches: readonly FhirResource[]
  readonly included: readonly FhirResource[]
  /** Warnings and information beside the matches. */
  readonly outcomes: readonly FhirResource[]
  /** As the first page counts them; null where it does not. */
  readonly total: number | null
}
