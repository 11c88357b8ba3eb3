import type { Vendors } from '../../services/sandbox/upstream/vendor/vendors.ts'
import type {
  Catalogue,
  CatalogueAccessPoint,
  CatalogueService,
  Severity,
} from '../../services/uptime/domain/catalogue.ts'
import type { Probe } from '../../services/uptime/domain/probe.ts'

const TIMING = { everyMs: 10_000, timeoutMs: 2_000, degradedAboveMs: 500 }

/** What the sandbox's vendors offer, and who of the sample's access points has agreed to be measured. All of it is fictional. */
export const vendorCatalogue = ({ urls }: Pick<Vendors, 'urls'>): Catalogue => ({
  services: [
    service('brevhotel', ['Brevhotellet', 'The letter hotel'], http(urls.up)),
    service(
      'henvisningscentral',
      ['Den Fiktive Henvisningscentral', 'The Fictional Referral Hub'],
      {
        ...http(urls.slow),
      },
    ),
    service('svarportal', ['Svarportalen', 'The results portal'], http(urls.flapping)),
    service('receptbro', ['Receptbroen', 'The prescription bridge'], http(urls.broken), {
      severity: 'P1',
    }),
    service('billedarkiv', ['Billedarkivet', 'The image archive'], http(urls.hanging)),
    service('kataloghjoerne', ['Kataloghjørnet', 'The catalogue corner'], fhir(urls.fhir)),
    service('journalkontakt', ['Journalkontakten', 'The record contact'], soap(urls.alive)),
    service('kvitteringsvagt', ['Kvitteringsvagten', 'The receipt guard'], soap(urls.fault)),
    service('beskrivelser', ['Beskrivelserne', 'The descriptions'], {
      ...{ kind: 'wsdl', url: urls.wsdl, service: 'MailService', ...TIMING },
    }),
    service('vejviser', ['Vejviseren', 'The guide'], {
      ...{ kind: 'graphql', url: urls.graphql, ...TIMING },
    }),
    service('noegleskab', ['Nøgleskabet', 'The key cabinet'], tls(urls.ending)),
    service('fjernadgang', ['Fjernadgangen', 'The remote access'], http(urls.down)),
    service('laegeportal', ['Lægeportalen', "The doctors' portal"], http(urls.up), {
      dependsOn: ['fjernadgang', 'brevhotel'],
    }),
  ],
  accessPoints: [
    accessPoint('fjordland-ap1', http(urls.secure)),
    accessPoint('fjordland-ap2', http(urls.expired)),
  ],
  references: [],
})

type Other = Partial<Pick<CatalogueService, 'dependsOn'>> & { readonly severity?: Severity }

const service = (
  id: string,
  [da, en]: readonly [string, string],
  probe: Probe,
  { severity = 'P2', dependsOn = [] }: Other = {},
): CatalogueService => ({
  ...{ id, name: { da, en }, severity, dependsOn, probes: [probe] },
  ...{ owner: 'Fiktive Leverandører ApS', organisation: null, isReleased: true },
  ...{ protocol: probe.kind.toUpperCase(), environment: 'sandbox' },
  objective: { ratio: 0.995, windowDays: 30, p95Ms: 500 },
  contacts: [{ kind: 'email', value: 'drift@leverandoer.example' }],
})

const accessPoint = (id: string, probe: Probe): CatalogueAccessPoint => ({
  ...{ id, organisation: null, isReleased: true, probes: [probe] },
})

const http = (url: string): Probe => ({
  ...{ kind: 'http', url, statuses: [], bodyContains: null, headers: {}, ...TIMING },
})

const fhir = (url: string): Probe => ({ kind: 'fhir', url, ...TIMING })

const soap = (url: string): Probe => ({
  ...{ kind: 'soap', url, soapVersion: '1.1', action: 'isAlive', dgws: true, ...TIMING },
  element: '{urn:sandbox:alive}isAlive',
})

function tls(url: string): Probe {
  const { hostname, port } = new URL(url)
  return { kind: 'tls', host: hostname, port: Number(port), daysLeftWanted: 14, ...TIMING }
}
