import type { Moment } from '../port.ts'

/**
 * The first instant that an answer does not cover: what `Bundle.meta.lastUpdated` says, and what a client is to send as its
 * next `_since`. Revisions are recorded at instants that differ by a millisecond at least and rise with their numbers, so
 * everything recorded later is recorded at this instant or after it, and nothing that the answer holds is.
 */
export const completeUntil = ({ recordedAt }: Moment): string =>
  new Date(Date.parse(recordedAt) + 1).toISOString()
