import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'

/** How an endpoint of a vendor answers. */
export type Behaviour = (
  request: IncomingMessage,
  response: ServerResponse,
  now: Date,
) => void | Promise<void>

const SLOW_MS = 800
const FLAP_UP_MS = 90_000
const FLAP_MS = 150_000
const CAPABILITY_MS = 180_000

const send = (response: ServerResponse, status: number, type: string, body: string): void => {
  response.writeHead(status, { 'content-type': type }).end(body)
}

const up: Behaviour = (_request, response) => send(response, 200, 'text/plain', 'well\n')

const slow: Behaviour = async (_request, response) => {
  await pause(SLOW_MS, undefined, { ref: false })
  send(response, 200, 'text/plain', 'well, in time\n')
}

const flapping: Behaviour = (request, response, now) =>
  now.getTime() % FLAP_MS < FLAP_UP_MS
    ? up(request, response, now)
    : send(response, 503, 'text/plain', 'gone for a while\n')

const broken: Behaviour = (_request, response) =>
  send(response, 500, 'text/plain', 'something is wrong\n')

// Answers nobody; the one who asks goes away by itself.
const hanging: Behaviour = () => {}

const capability: Behaviour = (_request, response, now) => {
  const resources = ['Organization', 'Endpoint']
  const isNewer = Math.floor(now.getTime() / CAPABILITY_MS) % 2 === 1
  const statement = {
    ...{ resourceType: 'CapabilityStatement', status: 'active', date: now.toISOString() },
    ...{ kind: 'instance', fhirVersion: '4.0.1', format: ['json'] },
    rest: [
      {
        mode: 'server',
        resource: [...resources, ...(isNewer ? ['Location'] : [])].map((type) => ({ type })),
      },
    ],
  }
  send(response, 200, 'application/fhir+json', JSON.stringify(statement))
}

const envelope = (body: string): string =>
  `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>${body}</soap:Body></soap:Envelope>`

const alive: Behaviour = (_request, response) =>
  send(response, 200, 'text/xml', envelope('<isAliveResponse xmlns="urn:sandbox:alive"/>'))

// With status 200, as services of the platform have been seen to do.
const fault: Behaviour = (_request, response) =>
  send(
    response,
    200,
    'text/xml',
    envelope(
      '<soap:Fault><faultcode>soap:Server</faultcode><faultstring>processing_problem</faultstring></soap:Fault>',
    ),
  )

const wsdl: Behaviour = (_request, response) =>
  send(
    response,
    200,
    'text/xml',
    '<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" targetNamespace="urn:sandbox:mail"><service name="MailService"/></definitions>',
  )

const graphql: Behaviour = (_request, response) =>
  send(response, 200, 'application/json', '{"data":{"__typename":"Query"}}')

/** What the vendors' endpoints do, by the path on which each answers. */
export const BEHAVIOURS: Readonly<Record<string, Behaviour>> = {
  ...{ up, slow, flapping, broken, hanging, alive, fault, wsdl, graphql },
  'fhir/metadata': capability,
}
