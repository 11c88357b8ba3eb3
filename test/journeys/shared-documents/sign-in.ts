import { decodeJwt } from 'jose'
import { Secret } from '../../../services/kit/secret.ts'
import type { Acting } from '../../../services/nsp/platform/acting.ts'
import type { PlatformProfile } from '../../../services/nsp/platform/profile.ts'
import { actingPeople } from '../../../services/record/client/sign-in/acting-people.ts'
import type { Asking } from '../../../services/record/client/source.ts'
import type { Question } from '../../../services/record/domain/asker.ts'

/** Signs a person of the sandbox in. */
export async function signedIn(
  { signIn }: PlatformProfile,
  person: string,
): Promise<(cpr: string, consentOverride?: boolean) => Promise<Asking>> {
  if (!signIn) throw new Error('nobody signs in to this profile')
  const answer = await fetch(`${signIn.issuer}/token`, {
    method: 'POST',
    body: new URLSearchParams({
      ...{ grant_type: 'urn:fundament:sandbox:test-person', client_id: 'fundament-try', person },
    }),
  })
  const { access_token: token } = (await answer.json()) as { access_token: string }
  const given = { token: new Secret(token), claims: decodeJwt(token) }
  const { actingOf } = actingPeople({ issuer: signIn.issuer })
  return async (cpr, consentOverride = false) => {
    const signal = AbortSignal.timeout(60_000)
    const nothing = { actingAt: null, onBehalfOf: null, override: null }
    const question: Question = { cpr, purpose: 'TREATMENT', ...nothing }
    const acting: Acting = await actingOf(given, question, signal)
    return { acting, regarding: { cpr, consentOverride }, signal }
  }
}
