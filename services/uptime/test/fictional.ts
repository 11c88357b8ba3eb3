import type { Catalogue, CatalogueService } from '../domain/catalogue.ts'
import type { Outcome, Verdict } from '../domain/outcome.ts'
import type { HttpProbe } from '../domain/probe.ts'

/** A probe of a place where nobody is asked in these tests. */
export const httpProbe = (timing: Partial<HttpProbe> = {}): HttpProbe => ({
  ...{ kind: 'http', url: 'http://127.0.0.1:1/', statuses: [], bodyContains: null, headers: {} },
  ...{ everyMs: 60_000, timeoutMs: 10_000, degradedAboveMs: null },
  ...timing,
})

/** A service of the catalogue with one probe, unless it is told otherwise. */
export const catalogueService = (
  id: string,
  other: Partial<CatalogueService> = {},
): CatalogueService => ({
  id,
  name: { da: `Tjenesten ${id}`, en: `The service ${id}` },
  ...{ owner: 'Fjordland', organisation: null, isReleased: true },
  ...{ protocol: 'HTTP', environment: 'test', severity: 'P2' as const },
  objective: { ratio: 0.999, windowDays: 30, p95Ms: null },
  ...{ dependsOn: [], contacts: [], probes: [httpProbe()] },
  ...other,
})

/** A catalogue of services. */
export const catalogueOf = (services: readonly CatalogueService[]): Catalogue => ({
  ...{ services, accessPoints: [], references: [] },
})

/** What a probe saw at an instant. */
export const outcomeAt = (
  targetId: string,
  ms: number,
  verdict: Verdict,
  other: Partial<Outcome> = {},
): Outcome => ({
  ...{
    targetId,
    at: new Date(ms).toISOString(),
    verdict,
    latencyMs: verdict === 'DOWN' ? null : 12,
  },
  ...{ reason: verdict === 'DOWN' ? ('REFUSED' as const) : null, detail: null },
  ...{ certificateDaysLeft: null, capability: null, prober: 'a prober' },
  ...other,
})
