import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { certificateAuthority } from '../../../kit/certificate-authority.ts'
import { freePort } from '../../../kit/free-port.ts'
import { BEHAVIOURS } from './behaviours.ts'

/** The endpoints of a dozen vendors, as long as it is not disposed. */
export interface Vendors extends AsyncDisposable {
  /** What each does, to where it is. */
  readonly urls: Readonly<Record<VendorName, string>>
  /** The certificate that vouches for those with TLS, in PEM. */
  readonly authority: string
}

/** What the vendors' endpoints are called, by what they do. */
export type VendorName =
  | 'up'
  | 'slow'
  | 'flapping'
  | 'broken'
  | 'hanging'
  | 'fhir'
  | 'alive'
  | 'fault'
  | 'wsdl'
  | 'graphql'
  | 'secure'
  | 'ending'
  | 'expired'
  | 'down'

const HOST = '127.0.0.1'
const DAY_MS = 86_400_000

/** Plays vendors on loopback, on free ports: one for all without TLS, and one for each certificate. */
export async function startVendors(now: () => Date = () => new Date()): Promise<Vendors> {
  await using starting = new AsyncDisposableStack()
  const authority = await certificateAuthority('Fundament sandbox')
  const answer = listenerFor(now)
  const plain = starting.use(await listening(createServer(answer)))
  const secure = async (fromDays: number, toDays: number): Promise<string> => {
    const at = (days: number) => new Date(now().getTime() + days * DAY_MS)
    const wish = { hosts: [HOST, 'localhost'], notBefore: at(fromDays), notAfter: at(toDays) }
    const { certificate: cert, key } = await authority.issue(wish)
    const { port } = starting.use(await listening(createTlsServer({ cert, key }, answer)))
    return `https://${HOST}:${port}/up`
  }
  const at = (path: string): string => `http://${HOST}:${plain.port}/${path}`
  const urls = {
    ...{ up: at('up'), slow: at('slow'), flapping: at('flapping'), broken: at('broken') },
    ...{ hanging: at('hanging'), fhir: at('fhir'), alive: at('alive'), fault: at('fault') },
    ...{ wsdl: at('wsdl'), graphql: at('graphql') },
    secure: await secure(-1, 90),
    ending: await secure(-80, 9.5),
    expired: await secure(-90, -0.5),
    down: `http://${HOST}:${await freePort()}/`,
  }
  const started = starting.move()
  return {
    ...{ urls, authority: authority.certificate },
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  }
}

const listenerFor =
  (now: () => Date): RequestListener =>
  (request, response) => {
    const path = request.url?.split('?', 1)[0]?.slice(1) ?? ''
    const behave = BEHAVIOURS[path]
    if (!behave) return void response.writeHead(404).end()
    request.resume()
    void behave(request, response, now())
  }

async function listening(server: Server): Promise<{ port: number } & AsyncDisposable> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, HOST, resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    port,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        // One of them never answers, on purpose.
        server.closeAllConnections()
      }),
  }
}
