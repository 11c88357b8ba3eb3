import express, { type Request, type RequestHandler, type Response } from 'express'
import { SERVICE_PROFILES } from '../../../nsp/platform/service-profiles.ts'
import type { RestServicePlan } from '../../wire/rest-service.ts'
import { capability } from '../fhir/capability.ts'
import type { CallerOf, MhdCaller } from '../mhd/mhd-caller.ts'
import { OBSERVED } from './observed.ts'
import { Pages, pageBundle } from './pages.ts'
import { isFound, searchOf } from './search.ts'
import { toObservation } from './to-observation.ts'

const JSON_TYPE = 'application/fhir+json'

/** What the measurement server is played with. */
export interface FutParts {
  /** Whose token of the sandbox's sign-in it is; that the server takes it is invented. */
  readonly callerOf: CallerOf
  readonly now: () => Date
}

/**
 * The measurement server of the telemedicine infrastructure: search of observations, in pages. That it searches by subject and date and
 * answers errors as outcomes is published; the person number as subject, the token, and how consent is told are invented.
 */
export function futService(parts: FutParts): RestServicePlan {
  const pages = new Pages()
  const router = express.Router()
  router.get('/metadata', capability({ Observation: ['search-type'] }, parts.now))
  const form = express.urlencoded({ extended: false })
  router.post('/Observation/_search', form, answering(parts, search(pages, parts.now)))
  router.get('/', answering(parts, nextPage(pages)))
  // In a GET the person number would stand in the address.
  router.get('/Observation', (_request, response) =>
    refuse(response, 405, ['not-supported', 'Search by POST to _search']),
  )
  const { path } = SERVICE_PROFILES['fut-measurement']
  return { name: 'fut-measurement', path, handler: router }
}

type Answer = (request: Request, response: Response, caller: MhdCaller) => void

const answering =
  ({ callerOf }: FutParts, answer: Answer): RequestHandler =>
  async (request, response) => {
    const [, token] = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '') ?? []
    const caller = token ? await callerOf(token) : null
    if (caller) return answer(request, response, caller)
    response.setHeader('WWW-Authenticate', 'Bearer error="invalid_token"')
    refuse(response, 401, ['login', 'No token, or one that is not taken'])
  }

const search =
  (pages: Pages, now: () => Date): Answer =>
  (request, response, caller) => {
    const asked = searchOf(request.body ?? {})
    if (!asked) return refuse(response, 400, ['invalid', 'Parameters that are not read'])
    const { cpr, count } = asked
    if (!caller.maySee(cpr)) return refuse(response, 403, ['forbidden', 'Not for the caller'])
    const at = now()
    const found = (OBSERVED.get(cpr) ?? []).filter((story) => isFound(story, asked, at))
    const seen = found.filter(({ isHeldBack }) => !isHeldBack || caller.kind === 'citizen')
    const entries = seen.map((story) => toObservation(story, cpr, at))
    const heldBack = seen.length < found.length ? [HELD_BACK] : []
    const kept = { caller: caller.cpr, entries: [...heldBack, ...entries], count }
    send(response, pageBundle(kept, { id: pages.keep(kept), offset: 0 }, baseOf(request)))
  }

const nextPage =
  (pages: Pages): Answer =>
  (request, response, caller) => {
    const { _getpages, _getpagesoffset } = request.query
    const id = String(_getpages)
    const offset = Number(_getpagesoffset)
    const found = pages.of(id, caller.cpr)
    if (!found || !Number.isSafeInteger(offset) || offset < 0) {
      return refuse(response, 410, ['expired', 'There is no such search'])
    }
    send(response, pageBundle(found, { id, offset }, baseOf(request)))
  }

const HELD_BACK = {
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'warning', code: 'suppressed', diagnostics: 'Consent held entries back' }],
}

const baseOf = (request: Request): string =>
  `${request.protocol}://${request.get('host')}${request.baseUrl}`

const send = (response: Response, body: object): void => {
  response.type(JSON_TYPE).send(JSON.stringify(body))
}

function refuse(
  response: Response,
  status: number,
  [code, diagnostics]: readonly [code: string, diagnostics: string],
): void {
  const issue = [{ severity: 'error', code, diagnostics }]
  send(response.status(status), { resourceType: 'OperationOutcome', issue })
}
