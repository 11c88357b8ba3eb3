import express, { type NextFunction, type Request, type Response, type Router } from 'express'
import { isKnownError } from '../../../kit/errors.ts'
import { admit, type HttpSurroundings } from '../../../kit/http/admission.ts'
import { bodyLimit } from '../../../kit/http/body-limit.ts'
import { edge, spanOf } from '../../../kit/http/edge.ts'
import { bugReporter } from '../../../kit/http/report-bug.ts'
import type { FhirContent, FhirRegister, Moment, ResourceKind } from '../port.ts'
import type { ResourceType } from '../resource.ts'
import { rawQuery, valuesOf } from '../search/raw-query.ts'
import { noTotals, type Totals } from '../search/totals.ts'
import { type Asked, baseUrl } from './base-url.ts'
import { bodyOf } from './body.ts'
import type { Call, Surroundings } from './call.ts'
import { collectionTag, isUnchanged } from './conditional.ts'
import { type Format, formatFor } from './format.ts'
import { interactionOf, placeOf, ROUTES } from './interaction.ts'
import { allowedBy, failureOf } from './outcome.ts'
import { refusePersonNumber, refusePersonNumbers } from './person-number.ts'
import { runInteraction } from './run-interaction.ts'
import { sendAnswer, sendNotModified, sendResource } from './send.ts'

/** Where FHIR is served. */
export const FHIR_PATH = '/fhir'

export interface FhirSettings {
  /** Address of the server as the world sees it, with no path; null for what each request says it asked. */
  readonly publicUrl: URL | null
}

/** FHIR R4 over HTTP: IHE mCSD's directory, read only. */
export function fhirRouter(
  content: FhirContent,
  around: HttpSurroundings,
  settings: FhirSettings,
): Router {
  const router = express.Router()
  const kinds = new Map(content.kinds.map((kind) => [kind.type, kind]))
  const totals = noTotals()
  const edges = new Map(ROUTES.map((route) => [route, edge(around.telemetry, route)]))
  router.use(FHIR_PATH, (request, response, next) =>
    edges.get(placeOf(pathOf(request)).route)?.(request, response, next),
  )
  router.use(FHIR_PATH, bodyLimit(around.maxBodyBytes), (request, response) =>
    answer(request, response, { content, kinds, totals, around, settings }),
  )
  router.use(FHIR_PATH, failureHandler(around))
  return router
}

interface Served {
  readonly content: FhirContent
  readonly kinds: ReadonlyMap<ResourceType, ResourceKind>
  readonly totals: Totals
  readonly around: HttpSurroundings
  readonly settings: FhirSettings
}

async function answer(request: Request, response: Response, served: Served): Promise<void> {
  const { content, kinds, totals, around, settings } = served
  const { caller } = admit(request, around)
  const format = formatOfRequest(request)
  const surroundings: Surroundings = {
    ...{ content, kinds, totals },
    register: ofOneMoment(content.register(caller?.grants ?? new Set())),
    base: baseUrl(askedOf(request), settings.publicUrl, FHIR_PATH),
    isStrict: /\bhandling\s*=\s*"?strict\b/i.test(request.get('prefer') ?? ''),
  }
  const call = await callOf(request, surroundings)
  const tag = await collectionTag(call, { format, url: request.originalUrl })
  const isGet = request.method !== 'POST'
  if (isGet && tag !== null && isUnchanged(request, { etag: tag, lastModified: null })) {
    return sendNotModified(response, tag)
  }
  const found = await runInteraction(call)
  if (isGet && found.version && isUnchanged(request, found.version)) {
    return sendNotModified(response, found.version.etag)
  }
  const isPretty = valuesOf(call.query, '_pretty').includes('true')
  sendAnswer(response, found, { format, isPretty, tag: isGet ? tag : null })
}

// A request looks at one revision, whatever is imported while it is answered.
function ofOneMoment(register: FhirRegister): FhirRegister {
  let latest: Promise<Moment> | null = null
  return {
    ...register,
    latest: () => {
      latest ??= register.latest()
      return latest
    },
  }
}

async function callOf(request: Request, surroundings: Surroundings): Promise<Call> {
  const path = pathOf(request)
  refusePersonNumber('the path', decoded(path))
  const interaction = interactionOf(request.method, path, new Set(surroundings.kinds.keys()))
  const ofUrl = queryOf(request)
  const { query, resource } =
    request.method === 'POST' ? await bodyOf(request, interaction) : { query: [], resource: null }
  const all = [...ofUrl, ...query]
  refusePersonNumbers(all)
  return { ...surroundings, interaction, query: all, body: resource }
}

const failureHandler =
  ({ log }: HttpSurroundings) =>
  (error: unknown, request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) return next(error)
    const { status, outcome } = failureOf(error, bugReporter(log, spanOf(request)))
    if (status === 401) response.set('www-authenticate', 'Bearer')
    if (status === 405 && isKnownError(error)) response.set('allow', allowedBy(error).join(', '))
    sendResource(response.status(status), outcome, {
      format: formatOrJson(request),
      isPretty: false,
    })
  }

const askedOf = (request: Request): Asked => ({
  protocol: request.protocol,
  host: request.get('host'),
})

const queryOf = (request: Request) => rawQuery(request.originalUrl.split('?', 2)[1] ?? '')

const pathOf = ({ path }: Request): string => path.replace(/^\/+|\/+$/g, '')

const formatOfRequest = (request: Request): Format =>
  formatFor(valuesOf(queryOf(request), '_format')[0], request.get('accept'))

// What cannot be negotiated is said in JSON.
function formatOrJson(request: Request): Format {
  try {
    return formatOfRequest(request)
  } catch {
    return 'json'
  }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
