import { createHmac, randomBytes } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { Secret } from '../../../kit/secret.ts'
import { untilAborted } from '../../../nsp/sts/until-aborted.ts'
import { SignInNotExchanged } from '../../errors/sign-in.ts'
import type { UserInfo } from './user-info.ts'

/** The bootstrap tokens of people who are signed in. */
export interface BootstrapTokens {
  /**
   * @param accessToken what the person is signed in with
   * @param endsAt when it ends
   * @throws {SignInNotExchanged} where there is none to be had; it is not remembered
   */
  of(accessToken: Secret, endsAt: Date, signal: AbortSignal): Promise<Secret>
}

/** @see bootstrapTokens */
export interface BootstrapTokensOptions {
  readonly now: () => Date
  /** How many are held at most. Default 10,000. */
  readonly max?: number
  /** A question to the sign-in is given up after this long. Default 5,000. */
  readonly askMs?: number
}

/** Holds a bootstrap token until the access token ends that it was asked for with; one question at a time for each of them. */
export function bootstrapTokens(
  userInfo: UserInfo,
  { now, max = 10_000, askMs = 5_000 }: BootstrapTokensOptions,
): BootstrapTokens {
  const secret = randomBytes(32)
  const held = new LRUCache<string, { readonly token: Promise<Secret>; readonly endsAtMs: number }>(
    { max },
  )
  const ask = async (accessToken: Secret): Promise<Secret> => {
    const deadline = AbortSignal.timeout(askMs)
    try {
      return await userInfo.bootstrapToken(accessToken, deadline)
    } catch (cause) {
      if (!deadline.aborted) throw cause
      throw new SignInNotExchanged('the sign-in does not answer in time', { cause })
    }
  }
  return {
    of: (accessToken, endsAt, signal) => {
      const key = createHmac('sha256', secret).update(accessToken.reveal()).digest('base64')
      const entry = held.get(key)
      if (entry && entry.endsAtMs > now().getTime()) return untilAborted(entry.token, signal)
      const asked = { token: ask(accessToken), endsAtMs: endsAt.getTime() }
      held.set(key, asked)
      asked.token.catch(() => {
        if (held.peek(key) === asked) held.delete(key)
      })
      return untilAborted(asked.token, signal)
    },
  }
}
