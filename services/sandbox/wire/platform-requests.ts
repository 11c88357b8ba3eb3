import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { CONTROL_PATH, control } from './control.ts'
import { DCC_PATH, routedBy } from './decoupling.ts'
import { FaultAnswer } from './fault-answer.ts'
import { answerIn } from './misbehave.ts'
import type { Modes } from './modes.ts'
import { bodyOf } from './request-body.ts'
import { isServicePage, servicePage } from './service-pages.ts'
import { answerSoap, brokenFault, faultAnswer, type SoapSurroundings } from './soap-endpoint.ts'
import type { SoapServicePlan } from './soap-service.ts'
import { send, textAnswer, type WireRequest } from './wire-answer.ts'

/** What the one port of the platform is made of. */
export interface PlatformRequests extends SoapSurroundings {
  readonly soap: readonly SoapServicePlan[]
  readonly modes: Modes
  /** Everything that is not SOAP. */
  readonly others: RequestListener
}

interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly path: string
  readonly query: string
}

/** Answers every request that comes to the port. */
export function platformRequests(platform: PlatformRequests): RequestListener {
  const byPath = new Map(platform.soap.map((plan) => [plan.path, plan]))
  return (request, response) => {
    const [path = '/', query = ''] = (request.url ?? '/').split('?', 2)
    const exchange = { request, response, path, query }
    answer(platform, byPath, exchange).catch((error: unknown) => {
      platform.onBug(error)
      response.destroy()
    })
  }
}

async function answer(
  platform: PlatformRequests,
  byPath: ReadonlyMap<string, SoapServicePlan>,
  exchange: Exchange,
): Promise<void> {
  const { path, query, request, response } = exchange
  const plan = byPath.get(path)
  if (plan) {
    if (request.method === 'GET' && /^wsdl\b/i.test(query)) return page(platform, plan, exchange)
    return play(platform, () => plan, exchange)
  }
  const [, owner = '', name = ''] = /^(.+)\/([a-z]+)$/.exec(path) ?? []
  const owning = byPath.get(owner)
  if (owning && request.method === 'GET' && isServicePage(name))
    return page(platform, owning, { ...exchange, query: name })
  if (isBelow(path, DCC_PATH)) {
    const rest = path.slice(DCC_PATH.length)
    return play(platform, (received) => routedBy(platform.soap, rest, received), exchange)
  }
  if (isBelow(path, CONTROL_PATH)) {
    const received = await receive(exchange)
    if (received) send(response, control(platform.modes, path.slice(CONTROL_PATH.length), received))
    return
  }
  platform.others(request, response)
}

async function play(
  platform: PlatformRequests,
  choose: (received: WireRequest) => SoapServicePlan,
  exchange: Exchange,
): Promise<void> {
  const received = await receive(exchange)
  if (!received) return
  let plan: SoapServicePlan
  try {
    plan = choose(received)
  } catch (error) {
    if (!(error instanceof FaultAnswer)) throw error
    return send(exchange.response, faultAnswer(error, received, platform.now()))
  }
  await answerIn(platform.modes.of(plan.name), exchange.response, {
    right: () => answerSoap(plan, received, platform),
    fault: () => brokenFault(plan, received),
  })
}

function page({ modes, base }: PlatformRequests, plan: SoapServicePlan, exchange: Exchange): void {
  const name = exchange.query.split('&', 1)[0]?.toLowerCase() ?? ''
  exchange.request.resume()
  const asked = isServicePage(name) ? name : 'wsdl'
  send(exchange.response, servicePage(asked, plan, { mode: modes.of(plan.name), base }))
}

async function receive({ request, response }: Exchange): Promise<WireRequest | null> {
  const body = await bodyOf(request)
  if (body) return { method: request.method ?? '', headers: request.headers, body }
  request.resume()
  send(response, {
    ...textAnswer(413, 'text/plain', 'too large\n'),
    headers: { connection: 'close' },
  })
  return null
}

const isBelow = (path: string, root: string): boolean =>
  path === root || path.startsWith(`${root}/`)
