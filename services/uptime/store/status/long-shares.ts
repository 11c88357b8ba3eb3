import type { Kysely } from 'kysely'
import { NO_TIME, type Share, together } from '../../domain/history/stretch.ts'
import { type Subject, subjectKey } from '../../domain/subject.ts'
import { daysIn, nextDay, windowOfDay } from '../../domain/time/calendar.ts'
import { lengthOf, overlapOf, type TimeWindow } from '../../domain/time/window.ts'
import { linesOf } from '../reading/shares.ts'
import type { Tables } from '../tables.ts'
import { type SubjectDay, subjectDays } from './days.ts'

/** How subjects spent the time before a day begins: whole days by their sums, and the part of a day in front of them by runs. */
export interface LongShares {
  /** The sum of a day; null where there is none. */
  dayOf(subject: Subject, day: string): Share | null
  /** @param from one of those that were asked for */
  shareSince(subject: Subject, from: number): Share
}

/**
 * Reads how subjects spent the time from several moments on up to the beginning of a day. What is summed by day is taken
 * from there, so that a year of a service that flaps costs no more than one of a service that does not.
 *
 * @param froms milliseconds since 1970
 * @param until `YYYY-MM-DD`, not in it
 */
export async function longShares(
  db: Kysely<Tables>,
  subjects: readonly Subject[],
  { froms, until, now }: { readonly froms: readonly number[]; until: string; now: number },
): Promise<LongShares> {
  const end = windowOfDay(until).from
  const asked = [...new Set(froms)].filter((from) => from < end)
  const heads = new Map<number, TimeWindow>(
    asked.map((from) => [from, overlapOf(windowOfDay(firstDayOf(from)), { from, to: end })]),
  )
  const days = await subjectDays(db, {
    subjects: subjects.map(subjectKey),
    from: firstDayOf(Math.min(end, ...asked)),
    to: until,
  })
  const bySubject = new Map(
    [...Map.groupBy(days, ({ subject }) => subject)].map(([key, own]) => [key, byDay(own)]),
  )
  const lines = new Map(
    await Promise.all(
      [...heads].map(
        async ([from, window]) => [from, await linesOf(db, subjects, { window, now })] as const,
      ),
    ),
  )
  const dayOf = (subject: Subject, day: string) =>
    bySubject.get(subjectKey(subject))?.get(day) ?? null
  const whole = new Map(
    [...heads].map(([from, head]) => [from, unknownDays({ from: head.to, to: end })]),
  )
  const sum = (subject: Subject, from: number): Share => {
    const head = heads.get(from)
    if (head === undefined) return NO_TIME
    const first = lines.get(from)?.shareOf(subject, head) ?? NO_TIME
    return (whole.get(from) ?? []).reduce(
      (total, [day, unknown]) => together(total, dayOf(subject, day) ?? unknown),
      first,
    )
  }
  const sums = new Map(
    subjects.map((subject) => [
      subjectKey(subject),
      new Map([...heads.keys()].map((from) => [from, sum(subject, from)])),
    ]),
  )
  return {
    dayOf,
    shareSince: (subject, from) => sums.get(subjectKey(subject))?.get(from) ?? NO_TIME,
  }
}

const byDay = (days: readonly SubjectDay[]): ReadonlyMap<string, Share> =>
  new Map(days.map(({ day, share }) => [day, share]))

const firstDayOf = (from: number): string => {
  const [day = ''] = daysIn({ from, to: from + 1 })
  return day
}

/** The days of a window, and how each would have been spent if nobody had measured. */
const unknownDays = (window: TimeWindow): readonly (readonly [string, Share])[] =>
  lengthOf(window) === 0
    ? []
    : daysIn(window).map((day) => [day, { ...NO_TIME, unknownMs: lengthOf(windowOfDay(day)) }])

/** The days before a day, the oldest first, and the day itself. */
export function daysUpTo(day: string, count: number): readonly string[] {
  const back = new Date(Date.parse(`${day}T00:00:00Z`) - (count - 1) * 86_400_000)
  const days = [back.toISOString().slice(0, 10)]
  while (days.length < count) days.push(nextDay(days.at(-1) ?? day))
  return days
}
