import type { ActingCitizen, ActingProfessional } from '../platform/acting.ts'
import { DgwsFault, SoapFault, UpstreamAnswerInvalid, UpstreamUnreachable } from '../soap/errors.ts'
import { TokenUnavailable } from './errors.ts'
import type { Exchanges } from './exchanges.ts'
import type { Shown, ShownCard, ShownToken } from './shown.ts'
import { type TokenCache, type TokenOutcome, tokenCache } from './token-cache.ts'

/** What is held at hand. */
export type TokenKind = 'system-card' | 'user-card' | 'identity-token'

/** Counts what comes of the questions for tokens. */
export interface TokenObserver {
  onToken(kind: TokenKind, outcome: TokenOutcome): void
}

/** Something to show, and a way to say that it was not taken. */
export interface Taken<S extends Shown = Shown> {
  readonly shown: S
  /** The next who asks gets another. */
  refuse(): void
}

/**
 * Id cards and identity tokens, held as long as they are good. All throw as {@link Exchanges} does, but {@link TokenUnavailable} where
 * the STS itself failed or was not reached: that is not the failure of the service that the token is for.
 */
export interface Tokens {
  systemCard(signal?: AbortSignal): Promise<Taken<ShownCard>>
  userCard(acting: ActingProfessional, signal?: AbortSignal): Promise<Taken<ShownCard>>
  /** @param audience the service that it is shown to */
  identityToken(
    acting: ActingCitizen,
    audience: string,
    signal?: AbortSignal,
  ): Promise<Taken<ShownToken>>
}

/** @see tokens */
export interface TokensOptions {
  readonly exchanges: Exchanges
  readonly now: () => Date
  readonly observer?: TokenObserver | undefined
  /** How many id cards of people and how many identity tokens are held at most. Default 10,000 each. */
  readonly max?: number
}

const MOST = 10_000

/**
 * Holds what the STS gave: one card of the system, and for people one under all that it says of them, so that a person who acts
 * in two roles, or for two children, has two.
 */
export function tokens({ exchanges, now, observer, max = MOST }: TokensOptions): Tokens {
  const cacheOf = <S extends Shown>(kind: TokenKind, most: number): TokenCache<S> =>
    tokenCache<S>({ max: most, now, onOutcome: (outcome) => observer?.onToken(kind, outcome) })
  const systemCards = cacheOf<ShownCard>('system-card', 1)
  const userCards = cacheOf<ShownCard>('user-card', max)
  const identityTokens = cacheOf<ShownToken>('identity-token', max)
  const taken = async <S extends Shown>(
    cache: TokenCache<S>,
    key: readonly string[],
    take: Promise<S>,
  ): Promise<Taken<S>> => {
    const shown = await take.catch(asTokenFailure)
    return { shown, refuse: () => cache.refuse(key, shown) }
  }
  return {
    systemCard: (signal) => {
      const renewed = systemCards.take([], (until) => exchanges.systemCard(until), signal)
      return taken(systemCards, [], renewed)
    },
    userCard: (acting, signal) => {
      const key = [acting.cpr, acting.authorisationCode ?? '', acting.role ?? '']
      const renewed = userCards.take(key, (until) => exchanges.userCard(acting, until), signal)
      return taken(userCards, key, renewed)
    },
    identityToken: (acting, audience, signal) => {
      const { cpr, onBehalfOf } = acting
      const key = [audience, cpr, onBehalfOf?.cpr ?? '', onBehalfOf?.by ?? '']
      const renewed = identityTokens.take(
        key,
        (until) => exchanges.identityToken({ acting, audience }, until),
        signal,
      )
      return taken(identityTokens, key, renewed)
    },
  }
}

const NOT_HAD = [DgwsFault, SoapFault, UpstreamAnswerInvalid, UpstreamUnreachable]

function asTokenFailure(cause: unknown): never {
  throw NOT_HAD.some((type) => cause instanceof type) ? new TokenUnavailable({ cause }) : cause
}
