import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express'
import type { ServiceName } from '../../nsp/platform/services.ts'
import { Authorities } from '../../nsp/signature/authorities.ts'
import { DCC_PATH } from './decoupling.ts'
import { identifyCaller } from './identify-caller.ts'
import { answerIn, waited } from './misbehave.ts'
import { Modes } from './modes.ts'
import { platformRequests } from './platform-requests.ts'
import type { RestServicePlan } from './rest-service.ts'
import type { SoapServicePlan } from './soap-service.ts'
import { send, textAnswer } from './wire-answer.ts'

/** The platform on loopback, as long as it is not disposed. */
export interface PlatformServer extends AsyncDisposable {
  /** Root, with a slash at its end. */
  readonly url: URL
  readonly modes: Modes
  /** Root of the decoupling component. */
  readonly dcc: URL
  /** @throws {RangeError} for a service that is not played */
  addressOf(name: ServiceName): URL
}

/** Something that answers below a path, such as the sign-in. */
export interface Mount {
  readonly path: string
  readonly handler: RequestHandler
}

/** What is played, and how. */
export interface PlatformServerOptions {
  readonly soap: readonly SoapServicePlan[]
  readonly rest?: readonly RestServicePlan[]
  /** Certificates, in PEM, of the authorities that vouch for the STS. */
  readonly authorities: readonly string[]
  /** Default: the machine's clock. */
  readonly now?: () => Date
  /** Default 0: any that is free. */
  readonly port?: number
  /** What answers beside the services; it is told where the server is heard. */
  readonly mount?: (url: URL) => readonly Mount[] | Promise<readonly Mount[]>
  /** Is told of bugs of what is played. Default: standard error. */
  readonly onBug?: (error: unknown) => void
}

const HOST = '127.0.0.1'

/** Plays services of the platform on one port of loopback. */
export async function startPlatformServer(options: PlatformServerOptions): Promise<PlatformServer> {
  const { soap, rest = [], now = () => new Date(), port = 0, onBug = toStandardError } = options
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, HOST, resolve)
  })
  const url = new URL(`http://${HOST}:${(server.address() as AddressInfo).port}/`)
  const modes = new Modes()
  const others = express().disable('x-powered-by')
  for (const plan of rest) playRest(others, plan, modes)
  const identify = identifyCaller(new Authorities(options.authorities))
  server.on('request', platformRequests({ soap, modes, others, identify, base: url, now, onBug }))
  for (const { path, handler } of (await options.mount?.(url)) ?? []) others.use(path, handler)
  others.use(answerBug(onBug))
  const paths = new Map([...soap, ...rest].map(({ name, path }) => [name, path]))
  return {
    ...{ url, modes, dcc: new URL(DCC_PATH, url) },
    addressOf: (name) => {
      const path = paths.get(name)
      if (path === undefined) throw new RangeError(`Cannot address service "${name}": not played`)
      return new URL(path, url)
    },
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        // Some of them never answer, on purpose.
        server.closeAllConnections()
      }),
  }
}

const BROKEN_REST = textAnswer(500, 'application/json', '{"error":"something went wrong"}')

function playRest(app: Express, { name, path, handler }: RestServicePlan, modes: Modes): void {
  app.use(path, async (_request, response, next) => {
    const mode = modes.of(name)
    if (mode.kind === 'well') return next()
    if (mode.kind === 'slow') return (await waited(response, mode.ms)) ? next() : undefined
    await answerIn(mode, response, {
      right: async () => textAnswer(200, 'application/json', '{"resourceType":"Bundle"}'),
      fault: () => BROKEN_REST,
    })
  })
  app.use(path, handler)
}

const answerBug =
  (onBug: (error: unknown) => void): ErrorRequestHandler =>
  (error, _request, response, next) => {
    onBug(error)
    if (response.headersSent) return next(error)
    send(response, BROKEN_REST)
  }

// What was thrown may quote what was asked.
function toStandardError(error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.name) : String(error)
  process.stderr.write(`${text.replace(PERSON_NUMBER, '##########')}\n`)
}

const PERSON_NUMBER = /(?<!\d)\d{6}[- ]?\d{4}(?!\d)/g
