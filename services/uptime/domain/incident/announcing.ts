import type { Maintenance } from './maintenance.ts'

const DAY_MS = 86_400_000
const LONGEST_MS = 31 * DAY_MS
const FARTHEST_MS = 366 * DAY_MS

/** When something begins and ends, RFC 3339; the end is not in it. */
export interface Times {
  readonly startsAt: string
  readonly endsAt: string
}

/**
 * Tells what is wrong with the times of maintenance.
 *
 * @param now milliseconds since 1970
 * @returns the state to end a message with; null where nothing is
 */
export function wrongTimes({ startsAt, endsAt }: Times, now: number): string | null {
  const [from, to] = [instantOf(startsAt), instantOf(endsAt)]
  if (from === null || to === null) return 'its times are no instants of RFC 3339'
  if (to <= from) return 'it ends before it begins'
  if (to <= now) return 'it has passed'
  if (to - from > LONGEST_MS) return 'it takes longer than 31 days'
  return from - now > FARTHEST_MS ? 'it is more than 366 days ahead' : null
}

const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/

/** @returns milliseconds since 1970; null where the text is no instant of RFC 3339 */
export function instantOf(text: string): number | null {
  const ms = RFC_3339.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(ms) ? null : ms
}

/**
 * When maintenance counts as announced that is said anew: as before, where it takes nothing in that has passed since; else
 * now, or a window could be drawn around an outage.
 *
 * @param former null for one that is new
 * @param now milliseconds since 1970
 * @returns RFC 3339
 */
export function announcedAtOf(
  next: Pick<Maintenance, 'startsAt' | 'services'>,
  former: Maintenance | null,
  now: number,
): string {
  const isSame =
    former !== null &&
    now < Date.parse(former.endsAt) &&
    Date.parse(next.startsAt) >= Date.parse(former.startsAt) &&
    next.services.every((service) => former.services.includes(service))
  return isSame ? former.announcedAt : new Date(now).toISOString()
}
