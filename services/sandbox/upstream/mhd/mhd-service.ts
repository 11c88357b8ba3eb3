import express, { type Request, type Response } from 'express'
import { SERVICE_PROFILES } from '../../../nsp/platform/service-profiles.ts'
import type { RestServicePlan } from '../../wire/rest-service.ts'
import type { SharedDocuments } from '../documents/catalogue/shared-documents.ts'
import { capability } from '../fhir/capability.ts'
import { idOf } from './document-reference.ts'
import type { CallerOf, MhdCaller } from './mhd-caller.ts'
import { isFound, isShared, searchBundle, searchOf } from './search.ts'

const JSON_TYPE = 'application/fhir+json'

/** What MHD is played with. */
export interface MhdParts {
  /** Those of document sharing: it is another way to the same. */
  readonly documents: SharedDocuments
  readonly callerOf: CallerOf
  readonly now: () => Date
}

/** Documents of a pregnancy over MHD: they are searched for by POST (ITI-67) and read (ITI-68). */
export function mhdService(parts: MhdParts): RestServicePlan {
  const router = express.Router()
  const interactions = { DocumentReference: ['search-type'], Binary: ['read'] }
  router.get('/metadata', capability(interactions, parts.now))
  router.post('/DocumentReference/_search', express.urlencoded({ extended: false }), search(parts))
  // In a GET the patient's number would stand in the address.
  router.get('/DocumentReference', (_request, response) =>
    refuse(response, 405, ['not-supported', 'Search by POST to _search']),
  )
  router.get('/Binary/:id', binary(parts))
  return { name: 'mhd', path: SERVICE_PROFILES.mhd.path, handler: router }
}

type Handler<Parameters = unknown> = (
  request: Request<Parameters>,
  response: Response,
) => Promise<void>

const search =
  ({ documents, callerOf, now }: MhdParts): Handler =>
  async (request, response) => {
    const caller = await signedIn(callerOf, request, response)
    if (!caller) return
    const asked = searchOf(request.body ?? {})
    if (!asked) return refuse(response, 400, ['required', 'patient.identifier is missing'])
    if (!caller.maySee(asked.cpr)) return refuse(response, 403, ['forbidden', 'Not for the caller'])
    const found = documents
      .of(asked.cpr, now())
      .filter((document) => isShared(document) && isFound(document, asked))
    const isOverridden = isOverride(request.body)
    if (isOverridden && !request.body.reason) {
      return refuse(response, 400, ['required', 'reason is missing'])
    }
    const shown = found.filter(
      ({ isHeldBack }) => !isHeldBack || caller.kind === 'citizen' || isOverridden,
    )
    const body = searchBundle(shown, shown.length < found.length)
    response.type(JSON_TYPE).send(JSON.stringify(body))
  }

const isOverride = (form: Readonly<Record<string, unknown>>): boolean =>
  form.consentOverride === 'true'

const binary =
  ({ documents, callerOf, now }: MhdParts): Handler<{ readonly id: string }> =>
  async (request, response) => {
    const caller = await signedIn(callerOf, request, response)
    if (!caller) return
    const found = documents
      .all(now())
      .filter(isShared)
      .find(({ entry }) => idOf(entry) === request.params.id)
    // A document of somebody else is as good as none.
    if (!found || !caller.maySee(found.entry.patient.id)) {
      return refuse(response, 404, ['not-found', 'There is no such document'])
    }
    if (found.isHeldBack && caller.kind !== 'citizen') {
      return refuse(response, 403, ['suppressed', 'Consent holds the document back'])
    }
    response.type(found.entry.mimeType).send(found.content(now()))
  }

async function signedIn(
  callerOf: CallerOf,
  { headers }: Pick<Request, 'headers'>,
  response: Response,
): Promise<MhdCaller | null> {
  const [, token] = /^Bearer (\S+)$/i.exec(headers.authorization ?? '') ?? []
  const caller = token ? await callerOf(token) : null
  if (caller) return caller
  response.setHeader('WWW-Authenticate', 'Bearer error="invalid_token"')
  refuse(response, 401, ['login', 'No token, or one that is not taken'])
  return null
}

function refuse(
  response: Response,
  status: number,
  [code, diagnostics]: readonly [code: string, diagnostics: string],
): void {
  const outcome = {
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code, diagnostics }],
  }
  response.status(status).type(JSON_TYPE).send(JSON.stringify(outcome))
}
