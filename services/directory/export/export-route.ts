import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import express, { type Request, type Response, type Router } from 'express'
import { admit, type HttpSurroundings } from '../../kit/http/admission.ts'
import { edge } from '../../kit/http/edge.ts'
import { etagOf, isNotModified } from '../../kit/http/etag.ts'
import { failureAsJson } from '../../kit/http/failure.ts'
import type { CopyHeader, RegisterCopies, RegisterCopy } from '../domain/copy/register-copy.ts'
import { copyAsked } from './asked.ts'

/** Where copies are given. */
export const EXPORT_PATH = '/export'

// A reader that takes nothing for so long is taken for gone: its copy holds a connection and a snapshot of the database.
const STALLED_MS = 120_000

/**
 * Gives copies of the register as lines of JSON, to whoever asks, of what it may see.
 *
 * @param copiesFor grants of the caller → what it may copy
 */
export function exportRoute(
  around: HttpSurroundings,
  copiesFor: (grants: ReadonlySet<string>) => RegisterCopies,
): Router {
  const router = express.Router()
  router.use(EXPORT_PATH, edge(around.telemetry, EXPORT_PATH))
  router.get(EXPORT_PATH, async (request, response) => {
    const { caller, reportBug } = admit(request, around)
    const asked = copyAsked(new URL(request.originalUrl, 'http://localhost').searchParams)
    await using copy = await copiesFor(caller?.grants ?? new Set()).open(asked)
    if (isAnsweredByHead(request, response, copy.header)) return
    try {
      await send(request, response, copy)
    } catch (error) {
      // Without its last line the copy is known to be torn; a reader that has gone needs to be told nothing.
      if (!hasGone(error)) reportBug(error)
      response.destroy()
    }
  })
  router.all(EXPORT_PATH, (_request, response) => {
    response.status(405).set('allow', 'GET, HEAD').end()
  })
  router.use(EXPORT_PATH, failureAsJson(around.log))
  return router
}

function isAnsweredByHead(request: Request, response: Response, header: CopyHeader): boolean {
  const etag = tagOf(header)
  response.set({
    etag,
    'cache-control': 'private, no-cache',
    vary: 'authorization, accept-encoding',
    'content-type': 'application/x-ndjson',
    'fundament-revision': String(header.revision),
    'fundament-void-before': String(header.voidBefore),
  })
  const isHeld = isNotModified(request, etag)
  if (!isHeld && request.method !== 'HEAD') return false
  response.status(isHeld ? 304 : 200).end()
  return true
}

// The instant tells a register apart that was made anew and counts from 1 again.
const tagOf = ({ format, revision, recordedAt, after, sources, voidBefore }: CopyHeader): string =>
  etagOf([
    String(format),
    String(revision),
    recordedAt,
    String(after),
    String(voidBefore),
    ...sources,
  ])

async function send(request: Request, response: Response, copy: RegisterCopy): Promise<void> {
  response.setTimeout(STALLED_MS, () => void response.destroy())
  // Counted in bytes, so that a block or two wait for a slow reader and no more.
  const lines = Readable.from(textOf(copy), { objectMode: false })
  if (request.acceptsEncodings('gzip', 'identity') !== 'gzip') return pipeline(lines, response)
  response.set('content-encoding', 'gzip')
  await pipeline(lines, createGzip({ level: 3 }), response)
}

async function* textOf(copy: RegisterCopy): AsyncGenerator<Buffer> {
  yield Buffer.from(`${JSON.stringify(copy.header)}\n`)
  for await (const block of copy.blocks()) yield Buffer.from(block)
}

const GONE: ReadonlySet<unknown> = new Set([
  ...['ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_DESTROYED', 'EPIPE', 'ECONNRESET'],
  'ABORT_ERR',
])

const hasGone = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && GONE.has(error.code)
