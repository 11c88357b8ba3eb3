import { createHmac, randomBytes } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { UpstreamUnreachable } from '../soap/errors.ts'
import { TokenEndsTooSoon } from './errors.ts'
import { untilAborted } from './until-aborted.ts'

/** Something that was issued for a time. */
export interface Issued<Value> {
  readonly value: Value
  readonly endsAt: Date
}

/** Gets a new one; the signal is aborted where that takes too long. */
export type Renew<Value> = (signal: AbortSignal) => Promise<Issued<Value>>

/**
 * What came of one question to the cache: `held` was at hand, `asked` began a renewal and waited for it, `shared` waited for one
 * under way; `renewed` and `failed` tell how a renewal ended; `refused` was at hand and the platform would not have it.
 */
export type TokenOutcome = 'held' | 'asked' | 'shared' | 'renewed' | 'failed' | 'refused'

/** @see tokenCache */
export interface TokenCacheOptions {
  /** How many are held at most; the one that was not asked for the longest goes first. */
  readonly max: number
  readonly now?: () => Date
  /** A renewal is given up after this long. Default 4000. */
  readonly renewalMs?: number
  readonly onOutcome?: (outcome: TokenOutcome) => void
}

/** Id cards or tokens, each under a key of several texts. */
export interface TokenCache<Value extends object> {
  /**
   * The one of a key, with a minute left at least.
   *
   * @param signal ends the waiting of this asker; a renewal goes on for those who share it
   * @throws what `renew` throws, where none is at hand that is still good; it is not remembered
   * @throws {UpstreamUnreachable} where none came in time
   * @throws {TokenEndsTooSoon} where the new one has less than a minute left
   */
  take(key: readonly string[], renew: Renew<Value>, signal?: AbortSignal): Promise<Value>
  /** Forgets one that the platform would not have; another that came since then under the same key stays. */
  refuse(key: readonly string[], value: Value): void
  readonly size: number
}

const LAST_MINUTE_MS = 60_000
const SHARE_OF_LIFE = 0.8
// An STS that is down is not asked again by every call that still has a good token.
const PAUSE_MS = 5_000
// Shorter than the first attempt of whoever waits for a token, so that an STS which hangs is seen for what it is.
const RENEWAL_MS = 4_000

interface Entry<Value> extends Issued<Value> {
  readonly renewFromMs: number
  notAgainBeforeMs: number
}

/**
 * Holds what was issued until it ends, and renews it before that: from four fifths of its life on one call begins the renewal
 * and nobody waits for it. There is one renewal under way for a key at most.
 *
 * Keys are hashed with a random key of this process, so that what is held tells nothing of whom it was issued for.
 */
export function tokenCache<Value extends object>(options: TokenCacheOptions): TokenCache<Value> {
  return new HeldTokens(options)
}

class HeldTokens<Value extends object> implements TokenCache<Value> {
  readonly #entries: LRUCache<string, Entry<Value>>
  readonly #underWay = new Map<string, Promise<Entry<Value>>>()
  readonly #secret = randomBytes(32)
  readonly #options: TokenCacheOptions
  #sweptAtMs = 0

  constructor(options: TokenCacheOptions) {
    this.#options = options
    this.#entries = new LRUCache({ max: options.max })
  }

  get size(): number {
    return this.#entries.size
  }

  async take(parts: readonly string[], renew: Renew<Value>, signal?: AbortSignal): Promise<Value> {
    signal?.throwIfAborted()
    const key = this.#hashed(parts)
    const held = this.#entries.get(key)
    const nowMs = this.#nowMs()
    if (held && nowMs <= held.endsAt.getTime() - LAST_MINUTE_MS) {
      this.#tell('held')
      if (nowMs >= held.renewFromMs && nowMs >= held.notAgainBeforeMs) {
        this.#renewal(key, renew).catch(() => {
          held.notAgainBeforeMs = this.#nowMs() + PAUSE_MS
        })
      }
      return held.value
    }
    this.#tell(this.#underWay.has(key) ? 'shared' : 'asked')
    return (await untilAborted(this.#renewal(key, renew), signal)).value
  }

  refuse(parts: readonly string[], value: Value): void {
    const key = this.#hashed(parts)
    if (this.#entries.peek(key)?.value !== value) return
    this.#entries.delete(key)
    this.#tell('refused')
  }

  #renewal(key: string, renew: Renew<Value>): Promise<Entry<Value>> {
    const underWay = this.#underWay.get(key)
    if (underWay) return underWay
    const renewal = this.#renewed(key, renew).finally(() => this.#underWay.delete(key))
    this.#underWay.set(key, renewal)
    return renewal
  }

  async #renewed(key: string, renew: Renew<Value>): Promise<Entry<Value>> {
    const deadline = AbortSignal.timeout(this.#options.renewalMs ?? RENEWAL_MS)
    try {
      const entry = this.#entryOf(await untilAborted(renew(deadline), deadline))
      this.#sweep()
      this.#entries.set(key, entry)
      this.#tell('renewed')
      return entry
    } catch (cause) {
      this.#tell('failed')
      if (!deadline.aborted) throw cause
      throw new UpstreamUnreachable('no token came in time', { cause })
    }
  }

  #entryOf({ value, endsAt }: Issued<Value>): Entry<Value> {
    const nowMs = this.#nowMs()
    const lifeMs = endsAt.getTime() - nowMs
    if (!(lifeMs >= LAST_MINUTE_MS)) throw new TokenEndsTooSoon()
    // Four fifths of a token of five minutes are its last minute: it is renewed a minute before that one.
    const shareMs = Math.min(lifeMs * SHARE_OF_LIFE, lifeMs - 2 * LAST_MINUTE_MS)
    const renewFromMs = nowMs + Math.max(shareMs, 0)
    return { value, endsAt, renewFromMs, notAgainBeforeMs: 0 }
  }

  // What has ended is of no use to anybody and names a person: it does not wait to be pushed out.
  #sweep(): void {
    const nowMs = this.#nowMs()
    if (nowMs - this.#sweptAtMs < LAST_MINUTE_MS) return
    this.#sweptAtMs = nowMs
    for (const [key, { endsAt }] of this.#entries.entries()) {
      if (endsAt.getTime() <= nowMs) this.#entries.delete(key)
    }
  }

  #hashed(parts: readonly string[]): string {
    return createHmac('sha256', this.#secret).update(JSON.stringify(parts)).digest('base64')
  }

  #nowMs(): number {
    return (this.#options.now?.() ?? new Date()).getTime()
  }

  #tell(outcome: TokenOutcome): void {
    this.#options.onOutcome?.(outcome)
  }
}
