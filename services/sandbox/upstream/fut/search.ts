import { daysFrom } from '../clinical/days.ts'
import type { ObservedStory } from './observed.ts'

const CPR_SYSTEM = 'urn:oid:1.2.208.176.1.2'
const MOST_A_PAGE = 10

/** What a search asks for. */
export interface ObservationSearch {
  readonly cpr: string
  readonly bounds: readonly DateBound[]
  /** Entries on a page. */
  readonly count: number
}

interface DateBound {
  readonly prefix: 'ge' | 'le'
  readonly ms: number
}

/** Reads a search's form; null where it names nobody, or has a date that is not read. */
export function searchOf(form: Readonly<Record<string, unknown>>): ObservationSearch | null {
  const [system, cpr] = String(form['subject:identifier'] ?? '').split('|')
  const dates = [form.date ?? []].flat().map((text) => boundOf(String(text)))
  const bounds = dates.filter((bound) => bound !== null)
  if (system !== CPR_SYSTEM || !cpr || bounds.length < dates.length) return null
  const count = Number(form._count ?? MOST_A_PAGE)
  return { cpr, bounds, count: Math.min(Math.max(1, Math.trunc(count) || 1), MOST_A_PAGE) }
}

/** Whether an observation lies within what a search asks for. */
export function isFound({ days }: ObservedStory, search: ObservationSearch, now: Date): boolean {
  const at = daysFrom(now, days).getTime()
  return search.bounds.every(({ prefix, ms }) => (prefix === 'ge' ? at >= ms : at <= ms))
}

function boundOf(text: string): DateBound | null {
  const ms = Date.parse(text.slice(2))
  const prefix = text.slice(0, 2)
  return (prefix === 'ge' || prefix === 'le') && Number.isFinite(ms) ? { prefix, ms } : null
}
