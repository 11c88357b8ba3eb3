import express, { type NextFunction, type Request, type Response, type Router } from 'express'
import { LRUCache } from 'lru-cache'
import { admit, type HttpSurroundings } from '../../../kit/http/admission.ts'
import { edge } from '../../../kit/http/edge.ts'
import type { ServiceLevels } from '../../domain/report/service-level.ts'
import { maySeeMore, type Sight, sightOf } from '../../domain/sight.ts'
import type { StatusSnapshot } from '../../domain/status/snapshot.ts'
import { viewOf } from '../../domain/status/view.ts'
import { StatusUnread } from '../../errors/reading.ts'
import { readAssets } from '../assets/assets.ts'
import type { HeldHistory } from '../held/held-history.ts'
import type { HeldSnapshot } from '../held/held-snapshot.ts'
import { type PageContext, STATUS_PATH } from '../page/context.ts'
import { errorPage } from '../page/error.ts'
import { type Answer, answerOf, HTML, send } from './answer.ts'
import { sendAsset } from './asset.ts'
import { originOf } from './origin.ts'
import { failureAsPage, pageOf } from './page-of.ts'
import { type Asked, askedOf, ROUTE_OF } from './routes.ts'
import { write } from './write.ts'

/** What the status page is made of. */
export interface StatusSources {
  readonly snapshot: Pick<HeldSnapshot, 'latest'>
  readonly history: HeldHistory
  /** Service levels, as a caller with that sight may see them. */
  readonly levels: (sight: Sight) => ServiceLevels
  /** Address by which the world knows the server; null for what each request says it asked. */
  readonly publicUrl: URL | null
  readonly clock: () => number
}

/** A snapshot that is older than this is told to be old: several readings have failed by then. */
const STALE_MS = 20_000
/** Answers that are kept for all who may see what everybody may see. */
const KEPT = 100

/** Serves the status page, and what stands beside it. */
export function statusRouter(sources: StatusSources, around: HttpSurroundings): Router {
  const router = express.Router()
  const assets = readAssets()
  const edges = new Map(
    Object.values(ROUTE_OF).map((route) => [route, edge(around.telemetry, route)]),
  )
  const paths = ['/status', '/status.json', '/status/*rest']
  const pageFor = (request: Request) => pageOf(request, { ...assets, now: sources.clock() })
  const answering = answers(sources)
  router.all(paths, (request: Request, response: Response, next: NextFunction) =>
    edges.get(ROUTE_OF[askedOf(request.path).kind])?.(request, response, next),
  )
  router.get(paths, async (request: Request, response: Response) => {
    const asked = askedOf(request.path)
    if (asked.kind === 'asset') return sendAsset(request, response, assets.files.get(asked.id))
    const { caller } = admit(request, around)
    const sight = sightOf(caller?.grants ?? new Set())
    const origin = originOf(request, sources.publicUrl)
    const answer = await answering(asked, { page: pageFor(request), sight, origin })
    await send(request, response, { answer, isShared: request.get('authorization') === undefined })
  })
  router.all(paths, async (request: Request, response: Response) => {
    const page = { ...pageFor(request), path: STATUS_PATH }
    const text = errorPage(page, 'method', null).toString()
    const answer = answerOf(text, { type: HTML, status: 405, lastModified: null })
    response.set('allow', 'GET, HEAD')
    await send(request, response, { answer, isShared: false })
  })
  router.use(paths, failureAsPage(around.log, pageFor))
  return router
}

interface Asking {
  readonly page: PageContext
  readonly sight: Sight
  readonly origin: string
}

/** Makes answers of the last snapshot; what everybody may see is written once for each snapshot. */
function answers({ snapshot, history, levels }: StatusSources) {
  const kept = new LRUCache<string, { readonly answer: Answer; readonly of: StatusSnapshot }>({
    max: KEPT,
  })
  return async (asked: Asked, { page, sight, origin }: Asking): Promise<Answer> => {
    const last = await snapshot.latest()
    if (last === null) throw new StatusUnread()
    const isStale = page.now - last.at > STALE_MS
    const isKept = !isStale && !maySeeMore(sight)
    const where = asked.kind === 'feed' ? origin : null
    const key = JSON.stringify([asked, page.texts.language, page.asksLanguage, where])
    const known = isKept ? kept.get(key) : undefined
    if (known?.of === last) return known.answer
    const view = viewOf(last, sight)
    const question = { page: { ...page, view, isStale }, sight, origin }
    const answer = await write(asked, question, { snapshot: last, history, levels })
    if (isKept && answer.status === 200) kept.set(key, { answer, of: last })
    return answer
  }
}
