/** How long a prober may think that a target is its own, and how often it says that it is alive. Milliseconds. */
export interface LeaseTerms {
  readonly renewEveryMs: number
  readonly heldForMs: number
}

const LONGEST_RENEWAL = 15_000
const SHORTEST_RENEWAL = 250

/**
 * Terms under which a target whose prober has died is measured by another within two intervals, even the target that is
 * measured most often: the lease ends within three quarters of its interval, somebody asks for it within another quarter,
 * and then its turn comes within one.
 */
export function leaseTermsFor(intervalsMs: readonly number[]): LeaseTerms {
  const shortest = Math.min(...intervalsMs, 4 * LONGEST_RENEWAL)
  const renewEveryMs = Math.max(SHORTEST_RENEWAL, Math.min(LONGEST_RENEWAL, shortest / 4))
  return { renewEveryMs, heldForMs: 3 * renewEveryMs }
}
