import type { Request, Response } from 'express'
import { StatusNotFound } from '../../errors/reading.ts'
import type { Asset } from '../assets/assets.ts'

/** Sends a file under whose address nothing else will ever lie. */
export function sendAsset(request: Request, response: Response, asset: Asset | undefined): void {
  if (!asset) throw new StatusNotFound()
  response.set({
    'content-type': asset.type,
    'cache-control': 'public, max-age=31536000, immutable',
    vary: 'accept-encoding',
  })
  const isCompressed = asset.compressed !== null && request.acceptsEncodings('br') === 'br'
  if (isCompressed) response.set('content-encoding', 'br')
  response.end(isCompressed ? asset.compressed : asset.content)
}
