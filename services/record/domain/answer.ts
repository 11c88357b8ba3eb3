import type { Instant } from './coded.ts'

/** The sources of a record, by the name under which an answer tells of them. */
export type SourceName = 'dds' | 'sfsk' | 'btr' | 'ltr' | 'fut' | 'fmk' | 'ddv' | 'mhd'

/** The source was asked and says that there is nothing. */
export interface NoneRegistered {
  readonly kind: 'none'
  readonly source: string
  readonly askedAt: Instant
}

/** There may be something, and the law keeps it from the caller. */
export interface Withheld {
  readonly kind: 'withheld'
  readonly ground: 'PURPOSE' | 'ROLE' | 'TREATMENT_RELATION' | 'CONSENT'
  readonly message: string
}

/** The source could not be asked, or what it said could not be understood. */
export interface Unavailable {
  readonly kind: 'unavailable'
  readonly source: string
  /** Stable, upper case; listed in `schema/errors.md`. */
  readonly code: string
  readonly lastWell: Instant | null
  /** Milliseconds from asking to giving up. */
  readonly tookMs: number
}

/** Something is there. */
export interface Found<Part> {
  readonly kind: 'found'
  readonly part: Part
}

/** What one part of a record is answered with; never nothing. */
export type Answer<Part> = Found<Part> | NoneRegistered | Withheld | Unavailable
