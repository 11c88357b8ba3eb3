import type { Resource } from './shapes.ts'

/**
 * Finds resources of a bundle by references to them: by the full address, or by type and id.
 *
 * @see FHIR R4, resolving references in bundles
 */
export function resolver(
  entries: readonly { readonly fullUrl?: string | undefined; readonly resource: Resource }[],
): (reference: string | undefined) => Resource | null {
  const known = new Map<string, Resource>()
  for (const { fullUrl, resource } of entries) {
    if (fullUrl) known.set(fullUrl, resource)
    if (resource.id) known.set(`${resource.resourceType}/${resource.id}`, resource)
  }
  return (reference) => {
    if (!reference) return null
    const [bare = ''] = reference.split('/_history/')
    return known.get(bare) ?? null
  }
}
