import type { Instant } from '../domain/coded.ts'

/** An instant as the server writes it in UTC, as RFC 3339. */
export const instantOf = (text: string): Instant => new Date(text).toISOString()
