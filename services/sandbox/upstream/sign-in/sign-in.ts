import express, { type Router } from 'express'
import type { SandboxKeys } from '../identity/keys.ts'
import { openIdProvider } from './provider.ts'
import { userinfo } from './userinfo.ts'

/** Where the sandbox's sign-in stands on its port. */
export const SIGN_IN_PATH = '/sign-in'

/**
 * The sign-in of the sandbox: discovery, keys, the grant for its people, and userinfo with a bootstrap token.
 *
 * @param origin of the sandbox, such as `http://127.0.0.1:4080`
 * @returns to be mounted at the root of that origin; it answers below {@link SIGN_IN_PATH} and holds nothing open
 */
export function signIn(parts: {
  readonly origin: URL
  readonly keys: SandboxKeys
  readonly now?: () => Date
}): Router {
  const { origin, keys, now = () => new Date() } = parts
  const issuer = new URL(SIGN_IN_PATH, origin)
  const infoAt = new URL(`${SIGN_IN_PATH}/userinfo`, origin)
  const key = keys.identityProvider.key
  const router = express.Router()
  router.get(`${SIGN_IN_PATH}/userinfo`, userinfo({ issuer: issuer.href, keys, now }))
  router.use(SIGN_IN_PATH, openIdProvider({ issuer, key, userinfo: infoAt }).callback())
  return router
}
