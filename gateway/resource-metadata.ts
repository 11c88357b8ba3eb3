import express, { type Router } from 'express'

/** A graph that people sign in for. */
export interface ProtectedGraph {
  /** Where it answers. */
  readonly path: string
  /** Who signs people in. */
  readonly issuer: URL
  /** Address by which the world knows the server; null for what each request says it asked. */
  readonly publicUrl: URL | null
}

const WELL_KNOWN = '/.well-known/oauth-protected-resource'

/**
 * Says where a token for a graph is to be had.
 *
 * @see RFC 9728, OAuth 2.0 Protected Resource Metadata
 */
export function resourceMetadata({ path, issuer, publicUrl }: ProtectedGraph): Router {
  const router = express.Router()
  router.get([WELL_KNOWN, `${WELL_KNOWN}${path}`], (request, response) => {
    const origin = publicUrl ?? new URL(`${request.protocol}://${request.get('host')}`)
    response.json({
      resource: new URL(path, origin).href,
      authorization_servers: [issuer.href],
      bearer_methods_supported: ['header'],
    })
  })
  return router
}
