import express, { type Request, type Response, type Router } from 'express'
import type { HttpSurroundings } from '../../kit/http/admission.ts'
import { edge } from '../../kit/http/edge.ts'
import { failureAsJson } from '../../kit/http/failure.ts'
import type { IncidentSubscriptions } from '../domain/subscriber/subscription.ts'
import { TokenUnknown } from '../errors/subscriptions.ts'
import { type Act, pageOf, type Said } from './pages.ts'

const ROUTE = '/status/subscriptions'
const STATUS: Readonly<Record<Said, number>> = { ask: 200, done: 200, unknown: 404 }

/**
 * Where the links of mails lead: a page with a button, which confirms a subscription or ends it. A mail reader that ends one by
 * itself presses the same button.
 *
 * @see RFC 8058
 */
export function subscribeRouter(
  subscriptions: Pick<IncidentSubscriptions, 'confirm' | 'unsubscribe'>,
  { telemetry, log }: Pick<HttpSurroundings, 'telemetry' | 'log'>,
): Router {
  const router = express.Router()
  const acts: Readonly<Record<Act, (token: string) => Promise<void>>> = {
    confirm: subscriptions.confirm,
    end: subscriptions.unsubscribe,
  }
  for (const act of ['confirm', 'end'] as const) {
    const path = `${ROUTE}/${act}`
    router.use(path, edge(telemetry, path))
    router.get(path, (_request: Request, response: Response) => send(response, act, 'ask'))
    router.post(path, async (request: Request, response: Response) => {
      try {
        await acts[act](tokenOf(request))
        send(response, act, 'done')
      } catch (error) {
        if (!(error instanceof TokenUnknown)) throw error
        send(response, act, 'unknown')
      }
    })
  }
  router.use(ROUTE, failureAsJson(log))
  return router
}

function tokenOf({ query }: Request): string {
  if (typeof query.token !== 'string') throw new TokenUnknown()
  return query.token
}

function send(response: Response, act: Act, said: Said): void {
  response
    .status(STATUS[said])
    .set({
      'content-security-policy': "default-src 'none'; form-action 'self'; frame-ancestors 'none'",
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    })
    .type('html')
    .send(pageOf(act, said))
}
