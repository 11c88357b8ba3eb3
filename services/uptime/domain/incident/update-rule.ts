import type { Severity } from '../catalogue.ts'
import { dayOf, windowOfDay } from '../time/calendar.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/**
 * When the owner of an incident owes its readers a word: a first one within the time of reaction, then at the pace of its
 * severity; P3 to P5 owe no further ones.
 *
 * @see NSP's incident targets: P1 15 minutes in office hours, 30 outside, then every 30; P2 an hour, then hourly from 6 to 24;
 *   P3 four hours; P4 and P5 one working day
 */
export interface OwedUpdate {
  readonly severity: Severity
  readonly openedAt: number
  /** Of the last update that the owner has given; null for none. */
  readonly lastUpdateAt: number | null
}

/** @returns when the next update is due, in milliseconds since 1970; null where none is owed */
export function nextUpdateDue({ severity, openedAt, lastUpdateAt }: OwedUpdate): number | null {
  if (lastUpdateAt === null) return openedAt + reactionMs(severity, openedAt)
  if (severity === 'P1') return lastUpdateAt + 30 * MINUTE
  if (severity === 'P2') return outOfNight(lastUpdateAt + HOUR)
  return null
}

/** Every time at which an update was due and none had come, up to now. */
export function missedUpdates(
  owed: OwedUpdate,
  { after, now }: { readonly after: number; readonly now: number },
): readonly number[] {
  const missed: number[] = []
  let due = nextUpdateDue(owed)
  while (due !== null && due <= now) {
    if (due > after) missed.push(due)
    due = nextUpdateDue({ ...owed, lastUpdateAt: due })
  }
  return missed
}

function reactionMs(severity: Severity, at: number): number {
  switch (severity) {
    case 'P1':
      return isOfficeHour(at) ? 15 * MINUTE : 30 * MINUTE
    case 'P2':
      return HOUR
    case 'P3':
      return 4 * HOUR
    case 'P4':
    case 'P5':
      return oneWorkingDay(at)
  }
}

/** Monday to Friday, 8 to 16 in Denmark; holidays are not known here. */
function isOfficeHour(at: number): boolean {
  const hour = (at - windowOfDay(dayOf(at)).from) / HOUR
  return isWorkingDay(dayOf(at)) && hour >= 8 && hour < 16
}

const isWorkingDay = (day: string): boolean =>
  ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())

function oneWorkingDay(at: number): number {
  let due = at + 24 * HOUR
  while (!isWorkingDay(dayOf(due))) due += 24 * HOUR
  return due - at
}

// Nobody is owed a word on a P2 between midnight and six.
function outOfNight(due: number): number {
  const { from } = windowOfDay(dayOf(due))
  return Math.max(due, from + 6 * HOUR)
}
