import { Secret } from '../../services/kit/secret.ts'
import type {
  ActingCitizen,
  ActingProfessional,
  Regarding,
} from '../../services/nsp/platform/acting.ts'
import { actingPeople } from '../../services/record/client/sign-in/acting-people.ts'
import { userInfoOf } from '../../services/record/client/sign-in/user-info.ts'
import type { Question } from '../../services/record/domain/asker.ts'
import { SignInNotExchanged } from '../../services/record/errors/sign-in.ts'
import { CITIZENS, STAFF } from '../../services/sandbox/domain/world/persons.ts'

/** People by whom an environment is tried. */
export interface People {
  readonly professional: ActingProfessional
  readonly citizen: ActingCitizen
  /** Another way to be the same citizen. */
  readonly citizenBootstrap: Secret
}

/** Somebody who does not exist: the day in the number is raised by 60. */
export const NOBODY: Regarding = { cpr: CITIZENS.empty.cpr, consentOverride: false }

/**
 * People with tokens that nobody gave out, for an environment where nobody is signed in: that its STS refuses them shows that it is
 * there and reads what we send.
 */
export const strangers = (): People => ({
  professional: {
    ...{ kind: 'professional', cpr: STAFF.doctor.cpr, accessToken: new Secret('e30.e30.e30') },
    bootstrapToken: NO_TOKEN,
    ...{ authorisationCode: null, role: null, organisation: null, onBehalfOf: null },
  },
  citizen: {
    ...{ kind: 'citizen', cpr: NOBODY.cpr, jwt: new Secret('e30.e30.e30'), onBehalfOf: null },
  },
  citizenBootstrap: NO_TOKEN,
})

const NO_TOKEN = new Secret(
  '<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_nobody" Version="2.0"/>',
)

/** People of a sandbox, signed in with one call each. */
export async function signedIn(issuer: URL, signal: AbortSignal): Promise<People> {
  const people = actingPeople({ issuer })
  const acting = async (person: string, claims: Readonly<Record<string, unknown>>) => {
    const token = await tokenOf(issuer, person, signal)
    const question = { ...NOTHING_MORE, cpr: NOBODY.cpr }
    return people.actingOf({ token, claims }, question, signal)
  }
  const { cpr, authorisationCode, role, organisation } = STAFF.doctor
  const [professional, citizen] = await Promise.all([
    acting('doctor', {
      ...{ user_type: 'PROFESSIONAL', cpr, role, organisation },
      authorisation_code: authorisationCode,
    }),
    acting('empty', { user_type: 'CITIZEN', cpr: NOBODY.cpr }),
  ])
  if (professional.kind !== 'professional' || citizen.kind !== 'citizen')
    throw new SignInNotExchanged('it gives no token for people of the sandbox')
  const citizenBootstrap = await userInfoOf(issuer).bootstrapToken(citizen.jwt, signal)
  return { professional, citizen, citizenBootstrap }
}

const NOTHING_MORE: Omit<Question, 'cpr'> = {
  ...{ purpose: 'TREATMENT', actingAt: null, onBehalfOf: null, override: null },
}

async function tokenOf(issuer: URL, person: string, signal: AbortSignal): Promise<Secret> {
  const response = await fetch(`${issuer.href.replace(/\/$/, '')}/token`, {
    ...{ method: 'POST', redirect: 'error', signal },
    body: new URLSearchParams({
      ...{ grant_type: 'urn:fundament:sandbox:test-person', client_id: 'fundament-try', person },
    }),
  })
  const { access_token: token } = Object(await response.json())
  if (typeof token !== 'string')
    throw new SignInNotExchanged('it gives no token for people of the sandbox')
  return new Secret(token)
}
