import express, { type Router } from 'express'
import type { SandboxKeys } from '../identity/keys.ts'
import { openIdProvider } from './provider.ts'
import { userinfo } from './userinfo.ts'

/** Where the sandbox's sign-in stands on its port. */
export const SIGN_IN_PATH = '/sign-in'

/**
 * The sign-in of the sandbox: discovery, keys, the grant for its people, and userinfo with a bootstrap token.
 *
 * @param base root of the sandbox
 * @returns to be mounted at {@link SIGN_IN_PATH}; it holds nothing open
 */
export function signIn(parts: {
  readonly base: URL
  readonly keys: SandboxKeys
  readonly now?: () => Date
}): Router {
  const { base, keys, now = () => new Date() } = parts
  const issuer = new URL(SIGN_IN_PATH, base)
  const infoAt = new URL(`${SIGN_IN_PATH}/userinfo`, base)
  const key = keys.identityProvider.key
  const router = express.Router()
  router.get('/userinfo', userinfo({ issuer: issuer.href, keys, now }))
  router.use(openIdProvider({ issuer, key, userinfo: infoAt }).callback())
  return router
}
