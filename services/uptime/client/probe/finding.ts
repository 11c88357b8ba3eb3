import type { ReasonCode, Verdict } from '../../domain/outcome.ts'

/** What a probe found, before anybody has confirmed it. */
export interface Finding {
  readonly verdict: Verdict
  /** Milliseconds; null where nothing answered. */
  readonly latencyMs: number | null
  readonly reason: ReasonCode | null
  /** In words, without secrets, query strings and bodies. */
  readonly detail: string | null
  /** Whole days, negative once it has expired; null where no certificate was shown. */
  readonly certificateDaysLeft: number | null
  /** SHA-256 of what the server says it can do, in hexadecimal; null where it is not asked. */
  readonly capability: string | null
}

/** Why a probe failed; the one way in which a step of a probe says so. */
export class ProbeFailure extends Error {
  readonly reason: ReasonCode
  readonly seen: Partial<Pick<Finding, 'latencyMs' | 'certificateDaysLeft'>>

  /** @param detail in words, without secrets, query strings and bodies */
  constructor(reason: ReasonCode, detail: string, seen: ProbeFailure['seen'] = {}) {
    super(detail)
    this.reason = reason
    this.seen = seen
  }
}

const NOTHING_SEEN = { latencyMs: null, certificateDaysLeft: null, capability: null } as const
const MOST_DETAIL = 200

/** What was found where the probe held. */
export const found = (seen: Partial<Finding>): Finding => ({
  ...{ verdict: 'UP', reason: null, detail: null },
  ...NOTHING_SEEN,
  ...seen,
})

/** What was found where it did not. */
export const failed = ({ reason, message, seen }: ProbeFailure): Finding => ({
  ...{ verdict: 'DOWN', reason, detail: message.slice(0, MOST_DETAIL) },
  ...NOTHING_SEEN,
  ...seen,
})
