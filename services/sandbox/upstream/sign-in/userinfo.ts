import { createPublicKey } from 'node:crypto'
import type { RequestHandler } from 'express'
import { errors, jwtVerify } from 'jose'
import { personWithUuid } from '../../domain/world/people.ts'
import type { SandboxKeys } from '../identity/keys.ts'
import { bootstrapToken } from './bootstrap-token.ts'
import { RECORD_AUDIENCE, tokenClaims } from './token-claims.ts'

const BOOTSTRAP_CLAIM = 'https://data.gov.dk/model/core/eid/bootstrapToken'

/** Answers with what is said of whoever signed in, and with a bootstrap token made at that moment. */
export function userinfo(parts: {
  readonly issuer: string
  readonly keys: SandboxKeys
  readonly now: () => Date
}): RequestHandler {
  const { issuer, keys, now } = parts
  const publicKey = createPublicKey(keys.identityProvider.certificate)
  const rules = { issuer, audience: RECORD_AUDIENCE, algorithms: ['RS256'] }
  const subjectOf = async (token: string): Promise<string | null> => {
    try {
      const { payload } = await jwtVerify(token, publicKey, { ...rules, currentDate: now() })
      return payload.sub ?? null
    } catch (cause) {
      if (cause instanceof errors.JOSEError) return null
      throw cause
    }
  }
  return async ({ headers }, response) => {
    const [, token] = /^Bearer ([\w.-]+)$/i.exec(headers.authorization ?? '') ?? []
    const sub = token ? await subjectOf(token) : null
    const signedIn = sub ? personWithUuid(sub) : null
    if (!sub || !signedIn) {
      response.setHeader('WWW-Authenticate', 'Bearer error="invalid_token"')
      response.status(401).json({ error: 'invalid_token' })
      return
    }
    const made = bootstrapToken({
      ...{ signedIn, holder: keys.hub.certificate, signingKey: keys.identityProvider },
      now: now(),
    })
    const bootstrap = Buffer.from(made.toString()).toString('base64')
    response.setHeader('Cache-Control', 'no-store')
    response.json({ sub, ...tokenClaims(signedIn), [BOOTSTRAP_CLAIM]: bootstrap })
  }
}
