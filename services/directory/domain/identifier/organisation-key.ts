import { type Gln, gln } from './gln.ts'
import { type ShakCode, shakCode, type Ydernummer, ydernummer } from './other-identifiers.ts'
import { type SorId, sorId } from './sor-id.ts'

/** What a caller knows an organisation by. Only a SOR id names one for certain. */
export type OrganisationKey =
  | { readonly kind: 'sorId'; readonly value: SorId }
  | { readonly kind: 'gln'; readonly value: Gln }
  | { readonly kind: 'ydernummer'; readonly value: Ydernummer }
  | { readonly kind: 'shak'; readonly value: ShakCode }

/** A key as a caller writes it: exactly one of the four. */
export interface WrittenKey {
  readonly sorId?: string | null
  readonly gln?: string | null
  readonly ydernummer?: string | null
  readonly shak?: string | null
}

/** @throws {RangeError} when the identifier breaks its own rules: told apart from one that is merely unknown */
export function organisationKey(written: WrittenKey): OrganisationKey {
  if (written.sorId != null) return { kind: 'sorId', value: sorId(written.sorId) }
  if (written.gln != null) return { kind: 'gln', value: gln(written.gln) }
  if (written.ydernummer != null) {
    return { kind: 'ydernummer', value: ydernummer(written.ydernummer) }
  }
  if (written.shak != null) return { kind: 'shak', value: shakCode(written.shak) }
  throw new RangeError('Cannot read organisation key: it holds no identifier')
}

const NOUNS = { sorId: 'SOR id', gln: 'GLN', ydernummer: 'ydernummer', shak: 'SHAK code' } as const

/** The key in words, for steps and messages: `GLN "5790000000000"`. */
export const describeKey = ({ kind, value }: OrganisationKey): string => `${NOUNS[kind]} "${value}"`
