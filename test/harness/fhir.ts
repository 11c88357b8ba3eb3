import assert from 'node:assert/strict'
import { hash } from 'node:crypto'
import library from 'fhir'
import type { AnyResource, FhirValue } from '../../services/directory/fhir/resource.ts'
import { xmlOf } from '../../services/directory/fhir/xml/write.ts'

const fhir = new library.Fhir()

/**
 * Holds a resource against R4: its structure, and the codes of bindings that are required. A Bundle is checked with all that
 * is in it. Its XML must be what the library writes, which knows the order of R4's elements.
 *
 * @throws {AssertionError} naming every place that is wrong
 */
export function assertR4(answered: AnyResource): void {
  const { entry } = answered
  if (answered.resourceType !== 'Bundle' || !isList(entry)) {
    assertOne(answered)
    return
  }
  for (const each of entry) {
    const { resource } = Object(each)
    if (resource) assertOnce(resource)
  }
  // Within the Bundle a small resource stands for each: the large ones have been checked.
  const within = entry.map((each) =>
    'resource' in Object(each) ? { ...Object(each), resource: SMALL } : each,
  )
  assertOne({ ...answered, entry: within })
}

const SMALL = { resourceType: 'Parameters', parameter: [{ name: 'n', valueBoolean: true }] }

const isList = (value: FhirValue | undefined): value is readonly FhirValue[] => Array.isArray(value)

const checked = new Set<string>()

// Tests read the same resources over and over, and the library takes its time.
function assertOnce(resource: AnyResource): void {
  const text = hash('sha1', JSON.stringify(resource))
  if (checked.has(text)) return
  assertR4(resource)
  checked.add(text)
}

function assertOne(answered: AnyResource): void {
  const resource = withStandIns(answered)
  const { messages } = fhir.validate(resource, { errorOnUnexpected: true })
  const wrong = messages.filter(({ severity }) => ['fatal', 'error'].includes(String(severity)))
  assert.deepEqual(
    wrong.map(({ location, message }) => `${location}: ${message}`),
    [],
    `${answered.resourceType} is no R4`,
  )
  const text = fhir.objToXml(resource)
  assert.equal(xmlOf(resource), text, 'elements stand in another order than R4 has')
  assert.equal(xmlOf(answered), text.replaceAll(` value="${STAND_IN}"`, ''))
}

/** Reads XML as the library does; the elements of what comes out stand in the order of R4. */
export const readXml = (text: string): unknown => fhir.xmlToObj(text)

const STAND_IN = 'http://value.is.absent'
const ABSENT = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason'

// R4 lets an element that must be there say why it has no value; the library wants the value all the same.
function withStandIns<T extends FhirValue>(value: T): T {
  if (typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(withStandIns) as readonly FhirValue[] as T
  const entries = Object.entries(value).flatMap(([name, inner]) => {
    const plain = name.slice(1)
    const standsAlone = name.startsWith('_') && !(plain in value)
    if (standsAlone) assert.equal(Object(inner).extension?.[0]?.url, ABSENT)
    const own = [name, withStandIns(inner)] as const
    return standsAlone ? [[plain, STAND_IN] as const, own] : [own]
  })
  return Object.fromEntries(entries) as T
}
