import { FhirParameterInvalid } from '../../errors/fhir.ts'
import type { FhirValue, Resource, ResourceType } from '../resource.ts'
import { type RawQuery, valuesOf } from './raw-query.ts'

const SUMMARIES = ['true', 'text', 'data', 'count', 'false'] as const

/** Which elements of a resource are shown. */
export interface Shape {
  readonly summary: (typeof SUMMARIES)[number]
  /** Names of top-level elements; null for all. */
  readonly elements: readonly ElementName[] | null
}

interface ElementName {
  /** Null for any. */
  readonly type: string | null
  readonly name: string
}

/** R4: always there. */
const ALWAYS = ['resourceType', 'id', 'meta', 'implicitRules', 'language']

/** R4: those with a minimum of one. */
const MANDATORY: Readonly<Partial<Record<ResourceType, readonly string[]>>> = {
  Endpoint: ['status', 'connectionType', 'payloadType', 'address'],
}

/** R4: those marked as part of the summary. */
const SUMMARY: Readonly<Record<ResourceType, readonly string[]>> = {
  Organization: ['identifier', 'active', 'type', 'name', 'partOf'],
  Endpoint: [
    ...['identifier', 'status', 'connectionType', 'name', 'managingOrganization', 'period'],
    ...['payloadType', 'payloadMimeType', 'address'],
  ],
  Location: [
    ...['identifier', 'status', 'operationalStatus', 'name', 'description', 'mode', 'type'],
    ...['physicalType', 'managingOrganization'],
  ],
  HealthcareService: [
    ...['identifier', 'active', 'providedBy', 'category', 'type', 'specialty', 'location'],
    ...['name', 'comment', 'photo'],
  ],
  OrganizationAffiliation: [
    ...['identifier', 'active', 'period', 'organization', 'participatingOrganization', 'network'],
    ...['code', 'specialty', 'location'],
  ],
  Practitioner: ['identifier', 'active', 'name', 'telecom', 'address', 'gender', 'birthDate'],
  PractitionerRole: [
    ...['identifier', 'active', 'period', 'practitioner', 'organization', 'code', 'specialty'],
    ...['location', 'telecom'],
  ],
}

const SUBSETTED = {
  system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue',
  code: 'SUBSETTED',
}

/** @throws {FhirParameterInvalid} for a summary that R4 does not have */
export function shapeOf(query: RawQuery): Shape {
  const [written = 'false'] = valuesOf(query, '_summary')
  const summary = SUMMARIES.find((known) => known === written)
  if (!summary) {
    throw new FhirParameterInvalid('_summary', written, `it must be one of ${SUMMARIES.join(', ')}`)
  }
  const names = valuesOf(query, '_elements')
    .flatMap((value) => value.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '')
  return { summary, elements: names.length === 0 ? null : names.map(elementName) }
}

function elementName(text: string): ElementName {
  const [first = '', second] = text.split('.')
  return second === undefined || !/^[A-Z]/.test(first)
    ? { type: null, name: first }
    : { type: first, name: second }
}

/** The resource as the shape shows it, marked as a subset where something may be left out. */
export function shaped(resource: Resource, shape: Shape): Resource {
  const wanted = wantedOf(resource.resourceType, shape)
  if (!wanted) return resource
  const kept = Object.entries(resource).filter(([name]) => wanted(name.replace(/^_/, '')))
  return { ...asResource(kept), meta: subsetted(resource.meta) }
}

const asResource = (entries: readonly (readonly [string, FhirValue])[]): Resource =>
  Object.fromEntries(entries) as Resource

function wantedOf(type: ResourceType, { summary, elements }: Shape) {
  const always = [...ALWAYS, ...(MANDATORY[type] ?? [])]
  if (elements) {
    const own = elements.filter((element) => element.type === null || element.type === type)
    // `Organization.name` says nothing of the Endpoints that come along.
    if (own.length === 0) return null
    const names = new Set([...always, ...own.map(({ name }) => name)])
    return (name: string) => names.has(name)
  }
  if (summary === 'false' || summary === 'count') return null
  if (summary === 'data') return (name: string) => name !== 'text'
  const names = new Set([...always, ...(summary === 'text' ? ['text'] : SUMMARY[type])])
  return (name: string) => names.has(name)
}

function subsetted(meta: Resource['meta']): Resource['meta'] {
  const tags = Array.isArray(meta.tag) ? meta.tag : []
  return { ...meta, tag: [...tags, SUBSETTED] }
}
