import type { Catalogue, CatalogueService } from '../services/uptime/domain/catalogue.ts'
import type { Probe } from '../services/uptime/domain/probe.ts'

/** Where the parts of this hub are. */
export interface HubPlaces {
  readonly graphql: URL
  readonly fhir: URL
  readonly database: { readonly host: string; readonly port: number }
}

const TIMING = { everyMs: 30_000, timeoutMs: 5_000, degradedAboveMs: 1_000 }

/** The hub itself, as it is watched where nobody says otherwise. */
export const hubCatalogue = ({ graphql, fhir, database }: HubPlaces): Catalogue => ({
  services: [
    part('graph', { da: 'Grafen', en: 'The graph' }, 'GraphQL', {
      ...{ kind: 'graphql', url: graphql.href, ...TIMING },
    }),
    part('fhir', { da: 'Kataloget over FHIR', en: 'The directory over FHIR' }, 'FHIR R4', {
      ...{ kind: 'fhir', url: fhir.href, ...TIMING },
    }),
    {
      ...part('database', { da: 'Databasen', en: 'The database' }, 'PostgreSQL', {
        ...{ kind: 'tcp', ...database, ...TIMING },
      }),
      ...{ severity: 'P1', dependsOn: [] },
    },
  ],
  accessPoints: [],
  references: [],
})

const part = (
  id: string,
  name: CatalogueService['name'],
  protocol: string,
  probe: Probe,
): CatalogueService => ({
  ...{ id, name, protocol, owner: 'Fundament', organisation: null, isReleased: true },
  ...{ environment: 'production', severity: 'P2', dependsOn: ['database'], contacts: [] },
  objective: { ratio: 0.999, windowDays: 30, p95Ms: 500 },
  probes: [probe],
})
