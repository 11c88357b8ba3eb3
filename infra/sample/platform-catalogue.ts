import type { ServiceName } from '../../services/nsp/platform/services.ts'
import type { Catalogue, CatalogueService } from '../../services/uptime/domain/catalogue.ts'
import type { Probe } from '../../services/uptime/domain/probe.ts'

const TIMING = { everyMs: 30_000, timeoutMs: 5_000, degradedAboveMs: 1_000 }

/** What people call the services of the platform that the sandbox plays; several of them may be one to its users. */
const NAMES: readonly (readonly [id: string, da: string, en: string, service: ServiceName])[] = [
  ['sts', 'Adgangsbilletter (STS)', 'Security tokens (STS)', 'sts-id-card'],
  ['dds', 'Dokumentdeling (DDS)', 'Document sharing (DDS)', 'dds-registry'],
  ['sfsk', 'Fælles Stamkort (SFSK)', 'The shared master card (SFSK)', 'sfsk-registry'],
  ['btr', 'Behandlingstestamenter (BTR)', 'Treatment wills (BTR)', 'btr'],
  ['ltr', 'Livstestamenter (LTR)', 'Living wills (LTR)', 'ltr'],
  ['fmk', 'Fælles Medicinkort (FMK)', 'The shared medicine card (FMK)', 'fmk'],
  ['ddv', 'Vaccinationsregisteret (DDV)', 'The vaccination register (DDV)', 'ddv'],
  ['fut', 'Hjemmemonitorering (FUT)', 'Home monitoring (FUT)', 'fut-measurement'],
  ['mhd', 'Graviditetsmappen (MHD)', 'The pregnancy folder (MHD)', 'mhd'],
  ['nas', 'Adviseringer (NAS2)', 'Notifications (NAS2)', 'nas-pull-point'],
]

/** The platform's services, as they are watched where the sandbox plays them; each by the page that tells of its status. */
export const platformCatalogue = (
  services: Readonly<Partial<Record<ServiceName, URL>>>,
): Catalogue => ({
  services: NAMES.flatMap(([id, da, en, name]) => {
    const url = services[name]
    return url ? [service(id, { da, en }, probeOf(name, url))] : []
  }),
  accessPoints: [],
  references: [],
})

const service = (id: string, name: CatalogueService['name'], probe: Probe): CatalogueService => ({
  ...{ id: `platform-${id}`, name, severity: 'P1', dependsOn: [], contacts: [] },
  ...{ owner: 'Sandkassen', organisation: null, isReleased: true },
  ...{ protocol: probe.kind === 'fhir' ? 'FHIR R4' : 'SOAP', environment: 'sandbox' },
  objective: { ratio: 0.999, windowDays: 30, p95Ms: 1_000 },
  probes: [probe],
})

// Those that speak FHIR say what they can; the others have a page that tells of their status.
const probeOf = (name: ServiceName, { href }: URL): Probe =>
  FHIR.has(name)
    ? { kind: 'fhir', url: href, ...TIMING }
    : {
        ...{ kind: 'http', url: `${href}/status`, statuses: [200], bodyContains: null },
        ...{ headers: {}, ...TIMING },
      }

const FHIR: ReadonlySet<ServiceName> = new Set(['fut-measurement', 'mhd'])

/** The name under which uptime counts the hub's own calls to a source of the record. */
export const platformSubject = (source: string): string => `service:platform-${source}`
