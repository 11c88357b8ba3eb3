import { cvr, shakCode, ydernummer } from '../../domain/identifier/other-identifiers.ts'
import type { OrganisationFact, RejectionRule } from '../../domain/statement/facts.ts'
import type { Wrong } from './rejected.ts'
import type { Row } from './row.ts'
import type { UnitField } from './unit-field.ts'

/** The further identifiers of a unit. */
export type Identifiers = Pick<OrganisationFact, 'cvr' | 'ydernumre' | 'shak'>

interface Check {
  readonly rule: RejectionRule
  readonly noun: string
  readonly read: (text: string) => string
  readonly state: string
}

const CVR: Check = {
  rule: 'CVR_INVALID',
  noun: 'CVR number',
  read: cvr,
  state: 'a CVR number has 8 digits',
}
const YDERNUMMER: Check = {
  rule: 'YDERNUMMER_INVALID',
  noun: 'ydernummer',
  read: ydernummer,
  state: 'a ydernummer has 6 characters',
}
const SHAK: Check = {
  rule: 'SHAK_INVALID',
  noun: 'SHAK code',
  read: shakCode,
  state: 'a SHAK code has 4, 6 or 7 characters',
}

/** Reads company number, provider numbers and SHAK code; the first value that is none is what is wrong. */
export function identifiersOf(row: Row<UnitField>, subject: Wrong['subject']): Identifiers | Wrong {
  const [company, shak] = [row.text('cvr'), row.text('shak')]
  const ydernumre = row.text('ydernummer')?.split(/[,|\s]+/) ?? []
  const values: readonly (readonly [string, Check])[] = [
    ...ydernumre.map((value) => [value, YDERNUMMER] as const),
    ...(shak === null ? [] : [[shak, SHAK] as const]),
    ...(company === null ? [] : [[company, CVR] as const]),
  ]
  const wrong = values.find(([value, check]) => !isOne(value, check))
  if (wrong === undefined) return { cvr: company, ydernumre, shak }
  const [value, { rule, noun, state }] = wrong
  return { rule, noun, value, state, subject }
}

/** Tells whether a text is a SHAK code. */
export const isShakCode = (text: string): boolean => isOne(text, SHAK)

function isOne(text: string, { read }: Check): boolean {
  try {
    return read(text) === text
  } catch {
    return false
  }
}
