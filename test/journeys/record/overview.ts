import assert from 'node:assert/strict'
import type { ExecutionResult } from 'graphql'

/** Every part of a record, in the order of the contract. */
export const PARTS = [
  ...['appointments', 'carePlans', 'masterCard', 'resuscitation', 'treatmentWill', 'diagnoses'],
  ...['maternity', 'measurements', 'medications', 'vaccinations', 'documents'],
] as const

const ANSWER = `__typename
  ... on NoneRegistered { source askedAt }
  ... on Withheld { ground message }
  ... on Unavailable { source code lastWell tookMs }`

/** @param more fields of parts beside how they were answered, such as `documents: "... on Documents { filtered }"` */
export const overviewFor = (
  purpose: 'TREATMENT' | 'OWN_RECORD' | 'PROXY',
  more: Readonly<Record<string, string>> = {},
): string =>
  `query ($cpr: Cpr!) { citizen(cpr: $cpr, purpose: ${purpose}) {
    ${PARTS.map((part) => `${part} { ${ANSWER} ${more[part] ?? ''} }`).join('\n')}
  } }`

/** How one part was answered, and what was asked of it beside. */
export type PartAnswer = Readonly<Record<string, unknown>> & { readonly __typename: string }

/** The parts of an answer without errors. */
export function partsOf({ data, errors }: ExecutionResult): Readonly<Record<string, PartAnswer>> {
  assert.equal(errors, undefined)
  // Results have no prototype, which comparisons would mind.
  return JSON.parse(JSON.stringify(data)).citizen
}

/** What each part is, and by which code or on which ground, in a word: `Unavailable fut SOURCE_TIMEOUT`. */
export const wordsOf = (result: ExecutionResult): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(partsOf(result)).map(([part, { __typename, source, code, ground }]) => {
      const facts = __typename === 'NoneRegistered' ? [] : [source, code, ground]
      return [part, [__typename, ...facts].filter(Boolean).join(' ')]
    }),
  )
