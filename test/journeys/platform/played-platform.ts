import { type People, signedIn } from '../../../infra/probe/people.ts'
import { idsOnly } from '../../../services/kit/telemetry/tracing.ts'
import { writeDgwsEnvelope } from '../../../services/nsp/dgws/envelope.ts'
import { type DgwsHeaderParts, newDgwsId } from '../../../services/nsp/dgws/header.ts'
import { type OpenPlatform, openPlatform } from '../../../services/nsp/platform/open-platform.ts'
import type { PlatformProfile } from '../../../services/nsp/platform/profile.ts'
import { SERVICE_PROFILES } from '../../../services/nsp/platform/service-profiles.ts'
import { SERVICE_NAMES, type ServiceName } from '../../../services/nsp/platform/services.ts'
import { readEnvelope } from '../../../services/nsp/soap/envelope.ts'
import { faultOf } from '../../../services/nsp/soap/fault.ts'
import { contentTypeOf, type SoapVersion } from '../../../services/nsp/soap/version.ts'
import {
  attribute,
  child,
  children,
  elementsOf,
  namesIn,
} from '../../../services/nsp/xml/element.ts'
import { rootOf, type XmlElement } from '../../../services/nsp/xml/parse.ts'
import { XmlText } from '../../../services/nsp/xml/template.ts'
import { createSandbox, type SandboxService } from '../../../services/sandbox/service.ts'

export const MINUTE_MS = 60_000
export const HOUR_MS = 60 * MINUTE_MS

/** Services of the platform that are asked with a message of Den Gode Webservice or of IDWS. */
export const SOAP_SERVICES: readonly ServiceName[] = SERVICE_NAMES.filter(
  (name) => SERVICE_PROFILES[name].soap !== null && !name.startsWith('sts-'),
)

/** The whole sandbox with a clock that can be moved, somebody of each kind, and the client that asks it. */
export interface PlayedPlatform extends AsyncDisposable {
  readonly sandbox: SandboxService
  readonly clock: { now: Date }
  readonly people: People
  readonly platform: OpenPlatform
  /** Another client of the same sandbox. */
  opened(options?: Partial<Parameters<typeof openPlatform>[0]>): OpenPlatform
  /** As the STS signed it. */
  systemCard(): Promise<XmlText>
  userCard(): Promise<XmlText>
  /** A message as it is on the wire, not by the client. */
  send(wish: SentWish): Promise<Said>
}

/** One message; what is not named is right for the service. */
export interface SentWish {
  readonly service: ServiceName
  readonly card: XmlText | null
  readonly header?: Partial<DgwsHeaderParts>
  readonly created?: Date
  readonly more?: readonly XmlText[]
  readonly version?: SoapVersion
  readonly body?: XmlText
  readonly tamper?: (message: string) => string
  readonly url?: URL
}

/** What came back. */
export interface Said {
  readonly status: number
  readonly text: string
  /** Of a fault; null where it is none. */
  readonly code: string | null
}

const wsdl = namesIn('http://schemas.xmlsoap.org/wsdl/')

/** Starts it; its clock stands still until it is moved. */
export async function startPlayedPlatform(): Promise<PlayedPlatform> {
  await using starting = new AsyncDisposableStack()
  const clock = { now: new Date() }
  const now = () => clock.now
  const sandbox = starting.use(await createSandbox({ now }))
  const { profile } = sandbox
  const open: PlayedPlatform['opened'] = (options) =>
    openPlatform({ profile, tracing: idsOnly, now, ...options })
  const platform = starting.use(open())
  const people = await signedIn(issuerOf(profile), AbortSignal.timeout(10_000))
  const signal = () => AbortSignal.timeout(10_000)
  const started = starting.move()
  return {
    ...{ sandbox, clock, people, platform, opened: open },
    systemCard: async () => (await platform.exchanges.systemCard(signal())).value.text,
    userCard: async () =>
      (await platform.exchanges.userCard(people.professional, signal())).value.text,
    send: async (wish) => sent(profile, wish, clock.now),
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  }
}

async function sent(profile: PlatformProfile, wish: SentWish, now: Date): Promise<Said> {
  const { service, card, tamper = (text) => text } = wish
  const address = addressOf(profile, service)
  const { action, body } = await firstOperation(address)
  const { soap } = SERVICE_PROFILES[service]
  const version = wish.version ?? soap ?? '1.1'
  const message = writeDgwsEnvelope({
    ...{ version, created: wish.created ?? now, idCard: card, more: wish.more ?? [] },
    header: { messageId: newDgwsId(), ...wish.header },
    body: wish.body ?? body,
  })
  const headers = { 'content-type': contentTypeOf(version, action), soapaction: `"${action}"` }
  const sending = { method: 'POST', headers, body: tamper(message.toString()) }
  return said(await fetch(wish.url ?? address, sending))
}

/** Reads an answer. */
export async function said(response: Response): Promise<Said> {
  const text = await response.text()
  const fault = text.startsWith('<') ? faultOf(readEnvelope(text)) : null
  return { status: response.status, text, code: fault?.faultCode ?? null }
}

/** Where a service of a profile stands. */
export function addressOf({ services }: PlatformProfile, service: ServiceName): URL {
  const url = services[service]
  if (!url) throw new RangeError(`Cannot address service "${service}": the profile lacks it`)
  return url
}

/** What a service is asked first, as its WSDL has it; the body is empty. */
async function firstOperation(address: URL): Promise<{ action: string; body: XmlText }> {
  const definitions = await wsdlAt(address)
  const [message = null] = children(definitions, wsdl('message'))
  const [binding = null] = children(definitions, wsdl('binding'))
  const part = message && child(message, wsdl('part'))
  const [operation = null] = binding ? children(binding, wsdl('operation')) : []
  const [prefix = '', name = ''] = (attribute(part, 'element') ?? '').split(':')
  const action = attribute((operation && elementsOf(operation)[0]) ?? null, 'soapAction')
  const ns = part?.lookupNamespaceURI(prefix) ?? ''
  return { action: action ?? '', body: XmlText.of(`<a:${name} xmlns:a="${ns}"/>`) }
}

/** The WSDL that a service shows. */
export async function wsdlAt(address: URL): Promise<XmlElement> {
  const response = await fetch(new URL('?wsdl', address))
  return rootOf(await response.text())
}

function issuerOf({ signIn }: PlatformProfile): URL {
  if (!signIn) throw new RangeError('Cannot sign in: the profile names no sign-in')
  return signIn.issuer
}
