import { UpstreamAnswerInvalid } from '../../../nsp/soap/errors.ts'
import type { Measurement } from '../../domain/part/measurements.ts'
import { type FhirObject, numberIn, objectIn, textIn } from '../fhir/json.ts'
import { conceptText } from './code.ts'

/** What was measured: a number with its unit, or words. */
export type Value = Pick<Measurement, 'value' | 'unit' | 'text'>

const words = (text: string): Value => ({ value: null, unit: null, text })

type Reader = (statement: FhirObject, name: string) => Value

const READERS: Readonly<Record<string, Reader>> = {
  valueQuantity: (statement, name) => quantityOf(objectIn(statement, name) ?? {}),
  valueString: (statement, name) => words(saidIn(textIn(statement, name))),
  valueDateTime: (statement, name) => words(saidIn(textIn(statement, name))),
  valueTime: (statement, name) => words(saidIn(textIn(statement, name))),
  valueInteger: (statement, name) => ({
    ...{ value: numberIn(statement, name), unit: null, text: null },
  }),
  valueBoolean: (statement, name) => words(String(truthIn(statement[name]))),
  valueCodeableConcept: (statement, name) =>
    words(saidIn(conceptText(objectIn(statement, name) ?? {}))),
  dataAbsentReason: (statement, name) =>
    words(saidIn(conceptText(objectIn(statement, name) ?? {}))),
}

/**
 * The value of an observation or of a component. One with a comparator (`<`) is no number, and is given in words; where there is none,
 * the reason for that is given, if it is told.
 *
 * @returns null where it says nothing
 * @throws {UpstreamAnswerInvalid} for several values, and for a range, a ratio and what else is not read
 */
export function valueIn(statement: FhirObject): Value | null {
  const [name, ...more] = Object.keys(statement).filter(isValue)
  if (!name) return null
  const read = READERS[name]
  if (!read || more.length > 0) {
    throw new UpstreamAnswerInvalid('an observation has a value that is not read')
  }
  return read(statement, name)
}

const isValue = (name: string): boolean => /^value[A-Z]/.test(name) || name === 'dataAbsentReason'

function quantityOf(quantity: FhirObject): Value {
  const value = numberIn(quantity, 'value')
  if (value === null) throw new UpstreamAnswerInvalid('a quantity has no number')
  const unit = textIn(quantity, 'unit') ?? textIn(quantity, 'code')
  const comparator = textIn(quantity, 'comparator')
  return comparator === null
    ? { value, unit, text: null }
    : { value: null, unit, text: `${comparator} ${value}` }
}

function truthIn(value: unknown): boolean {
  if (typeof value === 'boolean') return value
  throw new UpstreamAnswerInvalid('an observation is neither true nor false')
}

function saidIn(text: string | null): string {
  if (text !== null) return text
  throw new UpstreamAnswerInvalid('an observation has an empty value')
}
