/** The types of resource that the directory serves. */
export const RESOURCE_TYPES = [
  'Organization',
  'Endpoint',
  'Location',
  'HealthcareService',
  'OrganizationAffiliation',
  'Practitioner',
  'PractitionerRole',
] as const

export type ResourceType = (typeof RESOURCE_TYPES)[number]

/** A value inside a resource, as JSON writes it. Absent elements are left out: neither null nor undefined, no empty list. */
export type FhirValue = string | number | boolean | readonly FhirValue[] | FhirElement

/** Elements in the order of their R4 definition: XML is written in that order. */
export interface FhirElement {
  readonly [name: string]: FhirValue
}

/** Anything with a type: a resource of the register, a Bundle, an OperationOutcome, Parameters. */
export interface AnyResource extends FhirElement {
  readonly resourceType: string
}

/** A resource of the register in one version. */
export interface Resource extends AnyResource {
  readonly resourceType: ResourceType
  /** The SOR id of an Organization; stable for all the others too. 1..64 of `A-Za-z0-9.-`. */
  readonly id: string
  readonly meta: ResourceMeta
}

export interface ResourceMeta extends FhirElement {
  /** Digits: the number of the revision that made this version. */
  readonly versionId: string
  /** RFC 3339 in UTC with milliseconds: when that revision was recorded. */
  readonly lastUpdated: string
}
