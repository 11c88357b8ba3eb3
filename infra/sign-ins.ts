import { ConfigError } from '../services/kit/config.ts'
import { type SignIns, signInsOf } from '../services/kit/sign-in.ts'

/** For whom the tokens are meant that the record takes. */
const AUDIENCE = 'urn:fundament:record'

const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost'])

/** People by the sign-in of a sandbox; its keys stand beside it. */
export const signInsAt = (issuer: URL): SignIns =>
  signInsOf({ issuer, audience: AUDIENCE, keys: new URL(`${issuer.href.replace(/\/$/, '')}/jwks`) })

/**
 * People as a gateway knows them that is served apart. Only a sandbox signs people in for now, and that is played on the same machine.
 *
 * @param issuer as `SIGN_IN_URL` names it
 * @throws {ConfigError} where none is named, and where it is not on this machine
 */
export function signInsApart(issuer: URL | null): SignIns {
  if (issuer && LOOPBACK.has(issuer.hostname)) return signInsAt(issuer)
  const state = issuer ? `is at "${issuer.hostname}"` : 'is absent'
  throw new ConfigError([`SIGN_IN_URL must be the sign-in of a sandbox on this machine, ${state}`])
}
