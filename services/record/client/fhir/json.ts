import { UpstreamAnswerInvalid } from '../../../nsp/soap/errors.ts'

/** An object of a FHIR answer; nothing about its members is believed before it is read. */
export type FhirObject = Readonly<Record<string, unknown>>

/** A resource; its type has been looked at. */
export interface FhirResource extends FhirObject {
  readonly resourceType: string
}

/** Tells an object from a list, a value and null. */
export const isFhirObject = (value: unknown): value is FhirObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Tells a resource. */
export const isFhirResource = (value: unknown): value is FhirResource =>
  isFhirObject(value) && typeof value.resourceType === 'string'

/** @throws {UpstreamAnswerInvalid} where a member is there and is no object */
export function objectIn(from: FhirObject, name: string): FhirObject | null {
  const value = from[name]
  if (value === undefined) return null
  if (isFhirObject(value)) return value
  throw new UpstreamAnswerInvalid(`${name} is no object`)
}

/** The objects of a list; empty where the member is absent. @throws {UpstreamAnswerInvalid} where it is anything else */
export function objectsIn(from: FhirObject, name: string): readonly FhirObject[] {
  const value = from[name]
  if (value === undefined) return []
  if (Array.isArray(value) && value.every(isFhirObject)) return value
  throw new UpstreamAnswerInvalid(`${name} is no list of objects`)
}

/** Text without the space around it; null where the member is absent. @throws {UpstreamAnswerInvalid} where it is no text or empty */
export function textIn(from: FhirObject, name: string): string | null {
  const value = from[name]
  if (value === undefined) return null
  if (typeof value !== 'string' || value.trim() === '') {
    throw new UpstreamAnswerInvalid(`${name} is no text`)
  }
  return value.trim()
}

/** @throws {UpstreamAnswerInvalid} where it is absent too */
export function neededText(from: FhirObject, name: string): string {
  const text = textIn(from, name)
  if (text === null) throw new UpstreamAnswerInvalid(`${name} is missing`)
  return text
}

/** @throws {UpstreamAnswerInvalid} where a member is there and is no finite number */
export function numberIn(from: FhirObject, name: string): number | null {
  const value = from[name]
  if (value === undefined) return null
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    throw new UpstreamAnswerInvalid(`${name} is no number`)
  }
  return value
}
