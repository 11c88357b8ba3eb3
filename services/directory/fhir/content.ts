import { LRUCache } from 'lru-cache'
import type { Catalogue } from '../domain/catalogue/catalogue.ts'
import { EAS_OPERATIONS } from './eas/operations.ts'
import { ENDPOINT_KIND } from './kind/endpoint.ts'
import { HEALTHCARE_SERVICE_KIND } from './kind/healthcare-service.ts'
import { LOCATION_KIND } from './kind/location.ts'
import { ORGANIZATION_KIND } from './kind/organization.ts'
import { ORGANIZATION_AFFILIATION_KIND } from './kind/organization-affiliation.ts'
import type { FhirContent } from './port.ts'
import type { HistoryItem } from './reader/reader-source.ts'
import { fhirRegister } from './register.ts'

/** What the content is made from. */
export interface ContentOptions {
  /** Made for each request. */
  catalogueFor(grants: ReadonlySet<string>): Catalogue
}

// Some 60 bytes each.
const MOST_ITEMS = 500_000

/** Everything that the directory says in FHIR. */
export function fhirContent({ catalogueFor }: ContentOptions): FhirContent {
  const kept = new LRUCache<string, { readonly items: readonly HistoryItem[] }>({
    maxSize: MOST_ITEMS,
    sizeCalculation: ({ items }) => items.length + 1,
  })
  const list = async (name: string, make: () => Promise<readonly HistoryItem[]>) => {
    const known = kept.get(name)
    if (known) return known.items
    const items = await make()
    kept.set(name, { items })
    return items
  }
  return {
    kinds: [
      ...[ORGANIZATION_KIND, ENDPOINT_KIND, LOCATION_KIND, HEALTHCARE_SERVICE_KIND],
      ORGANIZATION_AFFILIATION_KIND,
    ],
    operations: EAS_OPERATIONS,
    register: (grants) => fhirRegister(catalogueFor(grants), { grants, list }),
  }
}
