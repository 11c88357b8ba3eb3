import { ORGANISATIONS } from './organisations.ts'
import { CITIZENS, STAFF } from './persons.ts'

/**
 * What a citizen has blocked, or allowed in spite of a block.
 *
 * @see MinSpærring: a block needs a start alone, an allowance has a period; the period is of the look-up, not of the data
 */
export interface Consent {
  readonly cpr: string
  readonly kind: 'BLOCK' | 'ALLOW'
  /** Whom it is aimed at; null for everybody. */
  readonly who: ConsentTarget | null
  /** What it is about; null for everything. */
  readonly what: ConsentScope | null
  readonly validFrom: string
  /** Null is open; never null for an allowance. */
  readonly validTo: string | null
}

/** A person by authorisation code, or a unit by SOR id with what lies below it. */
export type ConsentTarget =
  | { readonly kind: 'PERSON'; readonly authorisationCode: string }
  | { readonly kind: 'ORGANISATION'; readonly sorId: string }

/** Data of one unit, or of a span of days. */
export interface ConsentScope {
  readonly organisation: string | null
  readonly from: string | null
  readonly to: string | null
}

/** Registrations of the sandbox's citizens; whoever is not here has none. */
export const CONSENTS: readonly Consent[] = [
  ...[ORGANISATIONS.heartCentre, ORGANISATIONS.hospital].map(
    ({ sorId }): Consent => ({
      ...{ cpr: CITIZENS.blocked.cpr, kind: 'BLOCK', who: null, validFrom: '2024-01-01' },
      ...{ validTo: null, what: { organisation: sorId, from: null, to: null } },
    }),
  ),
  {
    ...{ cpr: CITIZENS.closed.cpr, kind: 'BLOCK', who: null, what: null },
    ...{ validFrom: '2024-01-01', validTo: null },
  },
  {
    ...{ cpr: CITIZENS.optedOut.cpr, kind: 'BLOCK', what: null },
    who: { kind: 'PERSON', authorisationCode: STAFF.nurse.authorisationCode },
    ...{ validFrom: '2024-01-01', validTo: null },
  },
]
