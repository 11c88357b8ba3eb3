import { readFileSync } from 'node:fs'
import { GLN_SYSTEM } from '../../services/directory/domain/identifier/gln.ts'
import type { NETWORKS, NetworkName } from './codes.ts'
import { networkCode, type SampleEndpoint, type SampleMailbox } from './mailbox.ts'
import type { SampleUnit } from './unit.ts'

const TERMINOLOGY = 'http://medcomehmi.dk/ig/terminology/CodeSystem'
const STRUCTURES = 'http://medcomehmi.dk/ig/eer/StructureDefinition'

/** Spellings of the GLN system that the field uses; the sample shows them all. */
const GLN_SYSTEMS = [
  GLN_SYSTEM,
  'https://www.gs1.org/gln',
  '//http://www.gs1.org/gln',
  'urn:oid:1.3.88',
] as const

const CONNECTION: Record<NetworkName, string> = {
  edelivery: 'EerMessagingEdelivery',
  vans: 'vansMessaging',
  otherVans: 'vansMessaging',
}

const ACCESS_POINTS = {
  'fjordland-ap1': {
    url: 'https://ap1.fjordland.example/as4',
    certificate: 'fjordland-ap1.crt',
    name: 'Fjordland AP 1',
  },
  'fjordland-ap2': {
    url: 'https://ap2.fjordland.example/as4',
    certificate: 'fjordland-ap1.crt',
    name: 'Fjordland AP 2',
  },
  'sundland-ap1': {
    url: 'https://ap1.sundland.example/as4',
    certificate: 'sundland-ap1.crt',
    name: 'Sundland AP 1',
  },
} as const satisfies Record<SampleEndpoint['accessPoint'], unknown>

/** The endpoint register's Bundle (FHIR R4, collection) of what one of the two files holds. */
export function bundleOf(
  units: Iterable<SampleUnit>,
  kind: SampleEndpoint['bundle'],
  timestamp: string,
): string {
  const entries = Array.from(units).flatMap((unit) => entriesOf(unit, kind))
  const used = new Set(JSON.stringify(entries).match(/Device\/[\w-]+/g) ?? [])
  const devices = deviceEntries().filter(({ fullUrl }) => used.has(fullUrl))
  const entry = [...devices, ...entries]
  return `${JSON.stringify({ resourceType: 'Bundle', type: 'collection', timestamp, entry }, null, 1)}\n`
}

/** The unit and its mailboxes, if this kind of Bundle holds any of them. */
export const entriesOf = (unit: SampleUnit, kind: SampleEndpoint['bundle']): Entry[] =>
  resourcesOf(unit, kind).map(toEntry)

/** Every access point and message handler that endpoints refer to. */
export const deviceEntries = (): Entry[] => deviceResources().map(toEntry)

interface Entry {
  readonly fullUrl: string
  readonly resource: Resource
}

const toEntry = (resource: Resource): Entry => ({
  fullUrl: `${resource.resourceType}/${resource.id}`,
  resource,
})

interface Resource {
  readonly resourceType: string
  readonly id: string
  readonly [field: string]: unknown
}

function resourcesOf(unit: SampleUnit, kind: SampleEndpoint['bundle']): Resource[] {
  const mailboxes = [...(typeof unit.mailbox === 'string' ? [] : [unit.mailbox]), ...unit.unlisted]
  const endpoints = mailboxes.flatMap((mailbox) =>
    mailbox.endpoints
      .filter((endpoint) => endpoint.bundle === kind)
      .map((endpoint) => endpointResource(unit, mailbox, endpoint)),
  )
  return endpoints.length === 0 ? [] : [organisationResource(unit, endpoints), ...endpoints]
}

const organisationResource = (unit: SampleUnit, endpoints: readonly Resource[]): Resource => ({
  resourceType: 'Organization',
  id: unit.sorId,
  meta: { profile: [`${STRUCTURES}/Eer.Messaging.Organization`] },
  identifier: [
    { use: 'official', system: 'urn:oid:1.2.208.176.1.1', value: unit.sorId },
    ...(unit.cvr === undefined ? [] : [{ system: 'http://cvr.dk', value: unit.cvr }]),
  ],
  type: [{ coding: [{ system: `${TERMINOLOGY}/eer-sor-organization-type`, code: unit.level }] }],
  name: unit.name,
  endpoint: endpoints.map(({ id }) => ({ reference: `Endpoint/${id}` })),
})

const endpointResource = (
  unit: SampleUnit,
  { gln }: SampleMailbox,
  endpoint: SampleEndpoint,
): Resource => ({
  resourceType: 'Endpoint',
  id: `${gln}-${endpoint.network.toLowerCase()}`,
  meta: { profile: [`${STRUCTURES}/eer.dk.endpoint.messaging`] },
  extension: [
    endpoint.network === 'edelivery'
      ? deviceReference('ap', endpoint.accessPoint)
      : deviceReference('msh', `msh-${endpoint.network.toLowerCase()}`),
  ],
  identifier: [{ system: GLN_SYSTEMS[Number(gln.slice(-2)) % GLN_SYSTEMS.length], value: gln }],
  status: endpoint.status,
  connectionType: {
    system: `${TERMINOLOGY}/eer-endpoint-connection-type`,
    code: CONNECTION[endpoint.network],
  },
  name: unit.name,
  managingOrganization: { reference: `Organization/${unit.sorId}` },
  period: { start: `${endpoint.since}T00:00:00+01:00` },
  payloadType: endpoint.messageTypes.map((code) => ({
    coding: [{ system: `${TERMINOLOGY}/ehmi-message-definition-uri`, code }],
  })),
  payloadMimeType: ['text/xml', 'application/fhir+xml', 'application/fhir+json'],
  address: 'https://example.org/fhir',
})

const deviceReference = (kind: 'ap' | 'msh', id: string) => ({
  url: `${STRUCTURES}/eer-dk-${kind}-system-extension`,
  valueReference: { reference: `Device/${id}`, type: 'Device' },
})

const deviceResources = (): readonly Resource[] => [
  ...Object.entries(ACCESS_POINTS).map(([id, accessPoint]) => ({
    ...device(id, { type: 'AP', name: accessPoint.name, network: 'edelivery' }),
    extension: [
      {
        url: `${STRUCTURES}/smp-public-key`,
        extension: [
          { url: 'certificate', valueBase64Binary: certificateBody(accessPoint.certificate) },
        ],
      },
    ],
    contact: [{ system: 'email', value: `drift@${new URL(accessPoint.url).hostname}` }],
    url: accessPoint.url,
  })),
  device('msh-vans', { type: 'MSH', name: 'VANS 1', network: 'vans' }),
  device('msh-othervans', { type: 'MSH', name: 'VANS 2', network: 'otherVans' }),
]

const device = (
  id: string,
  { type, name, network }: { type: 'AP' | 'MSH'; name: string; network: keyof typeof NETWORKS },
): Resource => ({
  resourceType: 'Device',
  id,
  identifier: [
    { value: id },
    { system: `${TERMINOLOGY}/eer-sor-net-operator-type`, value: networkCode(network) },
  ],
  type: { coding: [{ system: `${TERMINOLOGY}/eer-device-type`, code: type }] },
  status: 'active',
  deviceName: [{ name, type: 'user-friendly-name' }],
  manufacturer: 'Det Fiktive Datanet',
})

/** What stands between the PEM lines: the certificate's bytes in Base64. */
const certificateBody = (file: string): string =>
  readFileSync(new URL(file, import.meta.url), 'utf8').replace(/-----[A-Z ]+-----|\s/g, '')
