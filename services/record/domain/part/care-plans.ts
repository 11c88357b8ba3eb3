import type { Instant, OrganisationName } from '../coded.ts'
import type { DocumentReference } from './document.ts'

/** @see CPD-DK, read as generic sections and entries */
export interface CarePlan {
  readonly title: string
  readonly period: { readonly start: Instant | null; readonly end: Instant | null } | null
  readonly responsible: OrganisationName | null
  readonly activities: readonly string[]
  readonly document: DocumentReference
}

/** The newest first. */
export interface CarePlans {
  readonly entries: readonly CarePlan[]
  readonly filtered: boolean
}
