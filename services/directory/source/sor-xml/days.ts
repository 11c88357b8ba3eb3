import { type LocalDate, localDate } from '../../domain/time/local-date.ts'

const MAX_KEPT = 50_000
const kept = new Map<string, LocalDate | null>()

/**
 * Reads a day of the register; the same few thousand days come again and again, so they are remembered.
 *
 * @returns null when the text is no day, 0000-00-00 included
 */
export function dayOrNull(text: string): LocalDate | null {
  const known = kept.get(text)
  if (known !== undefined) return known
  const day = parsed(text)
  if (kept.size >= MAX_KEPT) kept.clear()
  kept.set(text, day)
  return day
}

// A time zone may follow the day (xs:date); the day stands.
const ZONE = /(Z|[+-]\d{2}:\d{2})$/

function parsed(text: string): LocalDate | null {
  try {
    return localDate(text.length > 10 ? text.replace(ZONE, '') : text)
  } catch {
    return null
  }
}
