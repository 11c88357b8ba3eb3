import { FhirBodyInvalid, FhirParameterInvalid } from '../../errors/fhir.ts'
import type { Operation, OperationInput } from '../port.ts'
import type { AnyResource, FhirElement, FhirValue } from '../resource.ts'
import type { RawQuery } from '../search/raw-query.ts'
import { refusePersonNumber } from './person-number.ts'

type Given = readonly (readonly [name: string, value: string | AnyResource])[]

const OF_ANSWER = ['_format', '_pretty']

/**
 * What an operation is called with, from the query and from Parameters in the body.
 *
 * @throws {FhirParameterInvalid} for a parameter that the operation does not have, or too many or too few of one
 * @throws {FhirBodyInvalid} where the body is no Parameters resource
 * @throws {PersonNumberRefused} where a value may be one
 */
export function operationInput(
  operation: Operation,
  query: RawQuery,
  body: AnyResource | null,
): OperationInput {
  const given: Given = [
    ...query.filter(([name]) => !OF_ANSWER.includes(name)),
    ...(body === null ? [] : givenIn(body)),
  ]
  const unknown = given.find(([name]) => !operation.parameters.some((known) => known.name === name))
  if (unknown) throw invalid(unknown[0], 'the operation has no such parameter')
  const input = new Map<string, readonly (string | AnyResource)[]>()
  for (const { name, min, max } of operation.parameters) {
    const values = given.flatMap(([key, value]) => (key === name ? [value] : []))
    if (values.length < min) throw invalid(name, 'the operation needs it')
    if (max === '1' && values.length > 1) throw invalid(name, 'the operation takes it once')
    for (const value of values) refusePersonNumber(`parameter "${name}"`, textOf(value))
    input.set(name, values)
  }
  return input
}

const textOf = (value: string | AnyResource): string =>
  typeof value === 'string' ? value : JSON.stringify(value)

function givenIn(body: AnyResource): Given {
  if (body.resourceType !== 'Parameters') {
    throw new FhirBodyInvalid('Cannot read body "of the operation": it is no Parameters resource')
  }
  const list = body.parameter === undefined ? [] : body.parameter
  if (!isList(list)) throw malformed()
  return list.map((item) => {
    if (!isElement(item) || typeof item.name !== 'string') throw malformed()
    return [item.name, valueIn(item)]
  })
}

function valueIn(item: FhirElement): string | AnyResource {
  const { resource } = item
  if (resource !== undefined && isElement(resource) && typeof resource.resourceType === 'string') {
    return { ...resource, resourceType: resource.resourceType }
  }
  const value = Object.entries(item).find(([name]) => name.startsWith('value'))?.[1]
  if (value === undefined || typeof value === 'object') throw malformed()
  return String(value)
}

const malformed = () =>
  new FhirBodyInvalid('Cannot read body "of the operation": a parameter has no name or no value')

const invalid = (name: string, state: string) =>
  new FhirParameterInvalid('parameter', name.slice(0, 64), state)

const isList = (value: FhirValue): value is readonly FhirValue[] => Array.isArray(value)

const isElement = (value: FhirValue): value is FhirElement =>
  typeof value === 'object' && !isList(value)
