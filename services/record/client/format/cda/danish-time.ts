const CLOCK = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Copenhagen',
  ...{ year: 'numeric', month: '2-digit', day: '2-digit' },
  ...{ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
})

const MINUTE_MS = 60_000
const OFFSETS = [
  ['+02:00', 120],
  ['+01:00', 60],
] as const

/**
 * Where a clock in Denmark stands against UTC.
 *
 * @param local YYYY-MM-DDTHH:MM:SS
 * @returns the summer's for the hour that comes twice; null for an hour that there is not, and for days before 1894
 */
export function danishOffset(local: string): string | null {
  const asUtc = Date.parse(`${local}Z`)
  const fits = OFFSETS.find(([, minutes]) => danishClock(asUtc - minutes * MINUTE_MS) === local)
  return fits?.[0] ?? null
}

/** The day in Denmark at an instant, YYYY-MM-DD. */
export const danishDay = (instant: string): string => danishClock(Date.parse(instant)).slice(0, 10)

function danishClock(epochMs: number): string {
  const parts = CLOCK.formatToParts(epochMs)
  const of = (type: string): string => parts.find((part) => part.type === type)?.value ?? ''
  return `${of('year')}-${of('month')}-${of('day')}T${of('hour')}:${of('minute')}:${of('second')}`
}
