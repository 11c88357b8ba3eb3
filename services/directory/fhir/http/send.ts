import type { Response } from 'express'
import type { AnyResource } from '../resource.ts'
import { xmlOf } from '../xml/write.ts'
import type { Answer } from './answer.ts'
import { type Format, MEDIA_TYPES } from './format.ts'

/** How an answer is written. */
export interface Writing {
  readonly format: Format
  readonly isPretty: boolean
}

// May be kept by the caller, and must be asked for again before it is used.
const KEPT = { 'cache-control': 'private, no-cache', vary: 'Accept, Authorization, Prefer' }

export function sendAnswer(
  response: Response,
  { status, resource, version }: Answer,
  { tag, ...writing }: Writing & { readonly tag: string | null },
): void {
  if (tag !== null) response.set({ ...KEPT, etag: tag })
  if (version) {
    response.set({
      ...KEPT,
      etag: version.etag,
      'last-modified': new Date(version.lastModified).toUTCString(),
      'content-location': version.location,
    })
  }
  sendResource(response.status(status), resource, writing)
}

export function sendNotModified(response: Response, etag: string): void {
  response
    .set({ ...KEPT, etag })
    .status(304)
    .end()
}

/** Ends the response with the resource; of a HEAD request nothing but the headers is sent. */
export function sendResource(
  response: Response,
  resource: AnyResource,
  { format, isPretty }: Writing,
): void {
  const text =
    format === 'xml' ? xmlOf(resource) : JSON.stringify(resource, null, isPretty ? 2 : undefined)
  const body = Buffer.from(text)
  response.set('content-type', `${MEDIA_TYPES[format]}; charset=utf-8`)
  response.set('content-length', String(body.length))
  response.end(body)
}
