import { createPublicKey } from 'node:crypto'
import { errors, jwtVerify } from 'jose'
import { hasCustody, personWithUuid } from '../../domain/world/people.ts'
import type { SandboxKeys } from '../identity/keys.ts'
import { RECORD_AUDIENCE } from '../sign-in/token-claims.ts'

/** Who asks. */
export interface MhdCaller {
  readonly kind: 'citizen' | 'professional'
  readonly cpr: string
  /** Whether that person's documents may be asked for. */
  maySee(cpr: string): boolean
}

/** Tells who a bearer token is of; null for a token that is none of the sandbox's, or has run out. */
export type CallerOf = (token: string) => Promise<MhdCaller | null>

/** Takes the access tokens of the sandbox's sign-in. */
export function callerOfAccessToken(keys: SandboxKeys, now: () => Date): CallerOf {
  const key = createPublicKey(keys.identityProvider.certificate)
  return async (token) => {
    try {
      const rules = { audience: RECORD_AUDIENCE, algorithms: ['RS256'], currentDate: now() }
      const { payload } = await jwtVerify(token, key, rules)
      return callerOf(payload.sub ?? '')
    } catch (cause) {
      if (cause instanceof errors.JOSEError) return null
      throw cause
    }
  }
}

function callerOf(uuid: string): MhdCaller | null {
  const signedIn = personWithUuid(uuid)
  if (!signedIn) return null
  const { kind, person } = signedIn
  const isOwn = (cpr: string): boolean => cpr === person.cpr || hasCustody(person.cpr, cpr)
  return { kind, cpr: person.cpr, maySee: (cpr) => kind === 'professional' || isOwn(cpr) }
}
