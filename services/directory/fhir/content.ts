import { LRUCache } from 'lru-cache'
import type { Catalogue } from '../domain/catalogue/catalogue.ts'
import { EAS_OPERATIONS } from './eas/operations.ts'
import { ENDPOINT_KIND } from './kind/endpoint.ts'
import { HEALTHCARE_SERVICE_KIND } from './kind/healthcare-service.ts'
import { LOCATION_KIND } from './kind/location.ts'
import { ORGANIZATION_KIND } from './kind/organization.ts'
import { ORGANIZATION_AFFILIATION_KIND } from './kind/organization-affiliation.ts'
import { PRACTITIONER_KIND, PRACTITIONER_ROLE_KIND } from './kind/practitioner.ts'
import type { FhirContent } from './port.ts'
import type { HistoryItem } from './reader/reader-source.ts'
import { fhirRegister } from './register.ts'

/** What the content is made from. */
export interface ContentOptions {
  /** Made for each request. */
  catalogueFor(grants: ReadonlySet<string>): Catalogue
  /** Whether the persons of the yder register are served. */
  readonly practitioners: boolean
}

// Some 60 bytes each.
const MOST_ITEMS = 500_000

/** Everything that the directory says in FHIR. */
export function fhirContent({ catalogueFor, practitioners }: ContentOptions): FhirContent {
  const kept = new LRUCache<string, { readonly items: readonly HistoryItem[] }>({
    maxSize: MOST_ITEMS,
    sizeCalculation: ({ items }) => items.length + 1,
  })
  const pending = new Map<string, Promise<readonly HistoryItem[]>>()
  const made = async (name: string, make: () => Promise<readonly HistoryItem[]>) => {
    try {
      const items = await make()
      kept.set(name, { items })
      return items
    } finally {
      pending.delete(name)
    }
  }
  const list = async (name: string, make: () => Promise<readonly HistoryItem[]>) => {
    const known = kept.get(name)
    if (known) return known.items
    const waiting = pending.get(name) ?? made(name, make)
    pending.set(name, waiting)
    return waiting
  }
  return {
    kinds: [
      ...[ORGANIZATION_KIND, ENDPOINT_KIND, LOCATION_KIND, HEALTHCARE_SERVICE_KIND],
      ORGANIZATION_AFFILIATION_KIND,
      ...(practitioners ? [PRACTITIONER_KIND, PRACTITIONER_ROLE_KIND] : []),
    ],
    operations: EAS_OPERATIONS,
    register: (grants) => fhirRegister(catalogueFor(grants), { grants, list }),
  }
}
