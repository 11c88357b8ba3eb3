import { glnOf, sorIdOf } from './register-file.ts'

type Json = Readonly<Record<string, unknown>>

/** A Bundle of resources, a collection unless said otherwise. */
export const bundle = (resources: readonly Json[], more: Json = {}): string =>
  JSON.stringify({
    resourceType: 'Bundle',
    type: 'collection',
    timestamp: '2026-11-01T00:30:00+01:00',
    entry: resources.map(entryOf),
    ...more,
  })

/** An entry as a Bundle holds it. */
export const entryOf = (resource: Json): Json => ({
  fullUrl: `${resource.resourceType}/${resource.id}`,
  resource,
})

/** An Organization of the endpoint register. */
export const organization = (number: number, more: Json = {}): Json => ({
  resourceType: 'Organization',
  id: `org-${number}`,
  identifier: [{ system: 'urn:oid:1.2.208.176.1.1', value: sorIdOf(number) }],
  type: [{ coding: [{ code: 'SI' }] }],
  name: `Klinik ${number}`,
  ...more,
})

/** An Endpoint of the endpoint register, managed by the Organization of the same number. */
export const endpoint = (number: number, more: Json = {}): Json => ({
  resourceType: 'Endpoint',
  id: `endpoint-${number}`,
  identifier: [{ system: 'http://www.gs1.org/gln', value: glnOf(number) }],
  status: 'active',
  connectionType: { system: 'urn:example:connection', code: 'EerMessagingEdelivery' },
  managingOrganization: { reference: `Organization/org-${number}` },
  period: { start: '2025-01-01' },
  payloadType: [{ coding: [{ code: 'DIS91' }] }],
  payloadMimeType: ['text/xml'],
  address: 'https://ap.example.org/fhir',
  ...more,
})

/** A Device of the endpoint register, an access point unless said otherwise. */
export const device = (id: string, more: Json = {}): Json => ({
  resourceType: 'Device',
  id,
  type: { coding: [{ code: 'AP' }] },
  url: `https://${id}.example/as4`,
  ...more,
})
