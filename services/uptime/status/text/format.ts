import { html, type Markup } from '../html.ts'
import type { Texts } from './texts.ts'

/** Where all times of the pages are told. */
const ZONE = 'Europe/Copenhagen'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** How a language writes dates and numbers. */
export interface Format {
  /** With date, time and zone. */
  instant(ms: number): Markup
  instantText(ms: number): string
  /** Hours and minutes. */
  clock(ms: number): string
  /** @param day `YYYY-MM-DD` */
  day(day: string): string
  longDay(day: string): string
  /** @param month `YYYY-MM` */
  month(month: string): string
  /** Never rounded up: 99.999 % is not 100 %. */
  percent(ratio: number, digits?: number): string
  number(value: number): string
  milliseconds(ms: number): string
  duration(ms: number): string
}

/** Makes the way in which a language writes dates and numbers. */
export function formatOf({ locale }: Texts): Format {
  const instants = new Intl.DateTimeFormat(locale, {
    ...{ timeZone: ZONE, day: 'numeric', month: 'short', year: 'numeric' },
    ...{ hour: '2-digit', minute: '2-digit', timeZoneName: 'short' },
  })
  const clocks = new Intl.DateTimeFormat(locale, {
    ...{ timeZone: ZONE, hour: '2-digit', minute: '2-digit' },
  })
  const utc = { timeZone: 'UTC' }
  const days = new Intl.DateTimeFormat(locale, {
    ...utc,
    ...{ day: 'numeric', month: 'short', year: 'numeric' },
  })
  const longDays = new Intl.DateTimeFormat(locale, {
    ...utc,
    ...{ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  })
  const months = new Intl.DateTimeFormat(locale, { ...utc, month: 'long', year: 'numeric' })
  const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
  const number = (value: number): string => numbers.format(value)
  const percents = [0, 1, 2, 3].map(
    (digits) => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: digits }),
  )
  const duration = durations(locale)
  return {
    instant: (ms) =>
      html`<time datetime="${new Date(ms).toISOString()}">${instants.format(ms)}</time>`,
    instantText: (ms) => instants.format(ms),
    clock: (ms) => clocks.format(ms),
    day: remembering((day) => days.format(Date.parse(day))),
    longDay: (day) => longDays.format(Date.parse(day)),
    month: (month) => months.format(Date.parse(`${month}-01`)),
    percent: (ratio, digits = 2) => {
      const scale = 10 ** (digits + 2)
      const cut = Math.floor(ratio * scale + 1e-9) / scale
      return percents[digits]?.format(cut) ?? ''
    },
    number,
    milliseconds: (ms) => `${ms < 10 ? number(ms) : Math.round(ms)} ms`,
    duration,
  }
}

const MOST_REMEMBERED = 1_000

/** A page of many services names the same days again and again. */
function remembering(write: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>()
  return (text) => {
    const found = known.get(text) ?? write(text)
    if (known.size >= MOST_REMEMBERED) known.clear()
    known.set(text, found)
    return found
  }
}

function durations(locale: string): (ms: number) => string {
  const unitOf = (unit: 'day' | 'hour' | 'minute' | 'second') =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' })
  const units = {
    ...{ day: unitOf('day'), hour: unitOf('hour') },
    ...{ minute: unitOf('minute'), second: unitOf('second') },
  }
  const two = (large: string, small: string, count: number): string =>
    count === 0 ? large : `${large} ${small}`
  return (ms) => {
    if (ms < MINUTE) return units.second.format(Math.max(0, Math.round(ms / SECOND)))
    if (ms < HOUR) return units.minute.format(Math.floor(ms / MINUTE))
    if (ms < DAY) {
      const minutes = Math.floor((ms % HOUR) / MINUTE)
      return two(units.hour.format(Math.floor(ms / HOUR)), units.minute.format(minutes), minutes)
    }
    const hours = Math.floor((ms % DAY) / HOUR)
    return two(units.day.format(Math.floor(ms / DAY)), units.hour.format(hours), hours)
  }
}
