import type { DateValue } from '../criterion.ts'

/** A span of time, `from` inclusive and `before` exclusive; RFC 3339 in UTC, compared as text. */
export interface Span {
  readonly from: string
  readonly before: string
}

const ALWAYS = { from: '0000', before: '9999' } as const

/** @param kind of a period in days, whose last day is in it, or of one instant */
export function spanOf(start: string | null, end: string | null, kind: 'days' | 'instant'): Span {
  if (kind === 'instant') {
    const from = start ?? ALWAYS.from
    return { from, before: `${from}~` }
  }
  return {
    from: start === null ? ALWAYS.from : `${start}T00:00:00.000Z`,
    before: end === null ? ALWAYS.before : `${end}T24`,
  }
}

/**
 * Compares a span with the one asked for.
 *
 * @see FHIR R4, 3.1.1.4.7: what the prefixes mean for a span
 */
export function isWithin(held: Span, { prefix, from, before }: DateValue): boolean {
  const isContained = from <= held.from && held.before <= before
  const reachesBehind = held.before > before
  const beginsEarlier = held.from < from
  switch (prefix) {
    case 'eq':
      return isContained
    case 'ne':
      return !isContained
    case 'gt':
      return reachesBehind
    case 'ge':
      return reachesBehind || isContained
    case 'lt':
      return beginsEarlier
    case 'le':
      return beginsEarlier || isContained
    case 'sa':
      return held.from >= before
    case 'eb':
      return held.before <= from
    case 'ap':
      return held.from < before && held.before > from
  }
}
