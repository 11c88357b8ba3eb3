import type { SignIn as GivenSignIn } from '../../../kit/callers.ts'
import type { Acting } from '../../../nsp/platform/acting.ts'
import type { Question } from '../../domain/asker.ts'
import type { SignIn } from '../../domain/sign-in.ts'
import { SignInNotExchanged } from '../../errors/sign-in.ts'
import { actsFor } from './acts-for.ts'
import { bootstrapTokens } from './bootstrap-tokens.ts'
import { signInFrom } from './claims.ts'
import { userInfoOf } from './user-info.ts'

/** Turns people who are signed in with us into people who ask the platform. */
export interface ActingPeople {
  /**
   * @param given whose token has been found good
   * @throws {SignInNotExchanged} where the platform would not know the person
   */
  actingOf(given: GivenSignIn, question: Question, signal: AbortSignal): Promise<Acting>
}

/** @see actingPeople */
export interface ActingPeopleOptions {
  /** Of the tokens that people sign in with. */
  readonly issuer: URL
  readonly now?: () => Date
}

/** Professionals come with a bootstrap token of the sign-in, citizens with its own token. */
export function actingPeople({
  issuer,
  now = () => new Date(),
}: ActingPeopleOptions): ActingPeople {
  const tokens = bootstrapTokens(userInfoOf(issuer), { now })
  return {
    actingOf: async ({ token, claims }, question, signal) => {
      const who = signInFrom(claims)
      if (who === null) throw new SignInNotExchanged('it names nobody that the platform knows')
      if (who.kind === 'citizen') return citizen({ who, jwt: token, question, now: now() })
      const bootstrapToken = await tokens.of(token, endOf(claims), signal)
      const { kind, cpr, authorisationCode, role } = who
      const organisation = question.actingAt ?? who.organisation
      return {
        ...{ kind, cpr, bootstrapToken, accessToken: token, authorisationCode, role },
        ...{ organisation, onBehalfOf: question.onBehalfOf },
      }
    },
  }
}

interface ActingCitizenParts {
  readonly who: SignIn & { readonly kind: 'citizen' }
  readonly jwt: GivenSignIn['token']
  readonly question: Question
  readonly now: Date
}

const citizen = ({ who, jwt, question, now }: ActingCitizenParts): Acting => ({
  ...{ kind: 'citizen', cpr: who.cpr, jwt },
  onBehalfOf: question.cpr === who.cpr ? null : actsFor(question.cpr, now),
})

// A token without an end is good for this one question.
const endOf = ({ exp }: GivenSignIn['claims']): Date =>
  new Date(typeof exp === 'number' ? exp * 1_000 : 0)
