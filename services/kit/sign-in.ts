import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from 'jose'
import { type Caller, CallerUnknown } from './callers.ts'
import { KnownError } from './errors.ts'
import { Secret } from './secret.ts'

/** Knows people by the token that an issuer signed for them. */
export interface SignIns {
  /**
   * @throws {CallerUnknown} on a token that is not the issuer's, not for us, or no longer in force
   * @throws {SignInsUnavailable} where the issuer's keys cannot be had
   */
  callerOf(token: string): Promise<Caller>
}

/** Who signed a token cannot be told now; it is neither believed nor refused. */
export class SignInsUnavailable extends KnownError {
  readonly code = 'SIGN_INS_UNAVAILABLE'
  readonly kind = 'unavailable'

  constructor(options: { readonly cause?: unknown }) {
    super('Cannot admit caller: the keys of who signed its token cannot be had', options)
  }
}

/** Somebody followed something until the token ended that opened it; with a new one it can be followed again. */
export class SignInEnded extends KnownError {
  readonly code = 'SIGN_IN_ENDED'
  readonly kind = 'denied'

  constructor() {
    super('Cannot go on: the token has ended that this was begun with')
  }
}

/** Where tokens come from, and for whom they are meant. */
export interface Issuer {
  readonly issuer: URL
  readonly audience: string
  /** Where its keys are, as a JSON Web Key Set. */
  readonly keys: URL
}

const CLOCK_SKEW_SECONDS = 30
const KEYS_TIMEOUT_MS = 3_000

/** Knows people by the JWTs of one OpenID provider: RS256, with issuer, audience, subject and end. */
export function signInsOf({ issuer, audience, keys }: Issuer): SignIns {
  const keySet = createRemoteJWKSet(keys, { timeoutDuration: KEYS_TIMEOUT_MS })
  const rules = {
    ...{ issuer: issuer.href.replace(/\/$/, ''), audience, algorithms: ['RS256'] },
    ...{ clockTolerance: CLOCK_SKEW_SECONDS, requiredClaims: ['sub', 'exp'] },
  }
  return {
    callerOf: async (token) => {
      try {
        const { payload } = await jwtVerify(token, keySet, rules)
        return callerFrom(token, payload)
      } catch (cause) {
        if (isOfToken(cause)) throw new CallerUnknown()
        throw new SignInsUnavailable({ cause })
      }
    },
  }
}

/** Whether a Bearer token has the form of a signed JWT; keys of callers have none of its dots. */
export const looksSigned = (token: string): boolean => /^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)

const callerFrom = (token: string, claims: JWTPayload): Caller => ({
  // The subject of an issuer is a random name; that of a person stands in claims, which nobody logs.
  name: `sign-in:${claims.sub}`,
  grants: new Set(),
  signIn: { token: new Secret(token), claims },
})

const OF_ISSUER: readonly string[] = [errors.JWKSTimeout.code, errors.JWKSInvalid.code]

const isOfToken = (cause: unknown): boolean =>
  cause instanceof errors.JOSEError &&
  !OF_ISSUER.includes(cause.code) &&
  // What jose throws for a key set that answers with something else than 200 has no code of its own.
  cause.code !== 'ERR_JOSE_GENERIC'
