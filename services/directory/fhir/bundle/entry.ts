import type { AnyResource, FhirElement, Resource } from '../resource.ts'

/** The address of a resource, whatever its version. */
export const fullUrl = (
  base: string,
  { resourceType, id }: Pick<Resource, 'resourceType' | 'id'>,
) => `${base}/${resourceType}/${id}`

/** The tag of a version, as R4 writes it. */
export const versionTag = (versionId: string): string => `W/"${versionId}"`

/** An entry of a searchset that came because of the search itself, or along with what did. */
export const foundEntry = (
  base: string,
  resource: Resource,
  mode: 'match' | 'include',
): FhirElement => ({ fullUrl: fullUrl(base, resource), resource, search: { mode } })

/** An entry that says something of the search. */
export const outcomeEntry = (outcome: AnyResource): FhirElement => ({
  resource: outcome,
  search: { mode: 'outcome' },
})
