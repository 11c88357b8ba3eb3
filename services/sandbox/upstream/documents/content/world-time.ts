/** Milliseconds of a day. */
export const DAY_MS = 86_400_000

/** An instant so many days from the day of another, at an hour and minute in UTC. */
export function inDays(now: Date, days: number, time: readonly [number, number] = [0, 0]): Date {
  const midnight = Math.floor(now.getTime() / DAY_MS) * DAY_MS
  const [hour, minute] = time
  return new Date(midnight + days * DAY_MS + hour * 3_600_000 + minute * 60_000)
}

/** The day of an instant, YYYY-MM-DD. */
export const dayOf = (instant: Date): string => instant.toISOString().slice(0, 10)

const DANISH = new Intl.DateTimeFormat('en-GB', {
  ...{ timeZone: 'Europe/Copenhagen', timeZoneName: 'longOffset', hourCycle: 'h23' },
  ...{ year: 'numeric', month: '2-digit', day: '2-digit' },
  ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
})

/** Writes an instant as CDA does in Denmark: local time to the second, with its offset. */
export function cdaTime(instant: Date): string {
  const parts = new Map(DANISH.formatToParts(instant).map(({ type, value }) => [type, value]))
  const of = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? ''
  const offset = of('timeZoneName').replace(/GMT|:/g, '') || '+0000'
  return `${of('year')}${of('month')}${of('day')}${of('hour')}${of('minute')}${of('second')}${offset}`
}
