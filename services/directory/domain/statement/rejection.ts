import type { FactKind, Rejection, RejectionRule } from './facts.ts'

const MAX_CHARACTERS = 100
const PERSON_NUMBER = /(?<!\d)\d{6}[- ]?\d{4}(?!\d)/g

/**
 * States that a row breaks a rule.
 *
 * @param row `value` is what breaks it, in any length; `subject` is what the row is about, null when that cannot be told
 * @returns the rejection with its value shortened and anything that could be a person number blotted out
 */
export function rejection(row: {
  readonly line: number
  readonly rule: RejectionRule
  readonly value: string | null
  readonly subject: { readonly kind: FactKind; readonly key: string } | null
  readonly message: string
}): Rejection {
  const { line, rule, subject } = row
  const value = showable(row.value ?? '')
  return { kind: 'rejection', line, rule, value, subject, message: showable(row.message, 300) }
}

// Longer than a person number: one that would be cut in two is still seen whole.
const MARGIN = 20

/** Shortens a value from a file and blots out what could be a person number, so that it can be shown and logged. */
export const showable = (value: string, maxCharacters = MAX_CHARACTERS): string =>
  value
    .slice(0, maxCharacters + MARGIN)
    .replace(PERSON_NUMBER, '(10 digits)')
    .slice(0, maxCharacters)
