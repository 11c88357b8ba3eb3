import assert from 'node:assert/strict'
import library from 'fhir'
import type { AnyResource } from '../../services/directory/fhir/resource.ts'
import { xmlOf } from '../../services/directory/fhir/xml/write.ts'

const fhir = new library.Fhir()

/**
 * Holds a resource against R4: its structure, and the codes of bindings that are required. A Bundle is checked with all that
 * is in it. Its XML must be what the library writes, which knows the order of R4's elements.
 *
 * @throws {AssertionError} naming every place that is wrong
 */
export function assertR4(resource: AnyResource): void {
  const { messages } = fhir.validate(resource, { errorOnUnexpected: true })
  const wrong = messages.filter(({ severity }) => ['fatal', 'error'].includes(String(severity)))
  assert.deepEqual(
    wrong.map(({ location, message }) => `${location}: ${message}`),
    [],
    `${resource.resourceType} is no R4`,
  )
  assert.equal(
    xmlOf(resource),
    fhir.objToXml(resource),
    'elements stand in another order than R4 has',
  )
}

/** Reads XML as the library does; the elements of what comes out stand in the order of R4. */
export const readXml = (text: string): unknown => fhir.xmlToObj(text)
