import type { Code } from '../../../domain/coded.ts'
import type { CodeableConcept, Quantity } from './shapes.ts'

/** The codes of a concept that name their system; what one without means would be guessed. */
export const codesOf = ({ coding }: CodeableConcept): readonly Code[] =>
  coding.flatMap(({ code, system, display = null }) =>
    code && system ? [{ code, system, display }] : [],
  )

/** The words of a concept: its text, else a label, else a bare code; null where there is none. */
export function wordsOf({ text, coding }: CodeableConcept): string | null {
  const labels = [text, ...coding.map(({ display }) => display), ...coding.map(({ code }) => code)]
  return labels.find((label) => label?.trim())?.trim() ?? null
}

/** A quantity as it is read aloud; the unit is the source's own. */
export function wordsOfQuantity({ value, comparator, unit, code }: Quantity): string | null {
  if (value === undefined) return null
  return [comparator, value, unit ?? code].filter((part) => part !== undefined).join(' ')
}
