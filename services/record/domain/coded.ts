/** A code of a code system, as its source gives it. */
export interface Code {
  readonly code: string
  /** URI; `urn:oid:` before an OID. */
  readonly system: string
  /** The source's own label; null where it gives none. */
  readonly display: string | null
}

/**
 * The organisation behind something, as its source names it. Only a SOR id names a unit for sure; the other numbers are looked up.
 */
export interface OrganisationName {
  readonly sorId: string | null
  readonly ydernummer: string | null
  /** Hospital classification code (SHAK). */
  readonly shak: string | null
  readonly name: string | null
}

/** A day, YYYY-MM-DD. */
export type Day = string

/** An instant, RFC 3339 with an offset or Z. */
export type Instant = string
