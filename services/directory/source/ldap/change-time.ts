import { type LdapEntry, textsOf } from '../../../kit/ldap/entry.ts'

const GENERALIZED = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(?:\.\d+)?Z$/

/** A server may keep a change later than it dates it, while it copies from another or commits. */
const OVERLAP_MS = 10 * 60_000

/**
 * The instant from which on changes are read, somewhat before the latest that was seen.
 *
 * @param time as LDAP writes it, in UTC
 */
export function overlapped(time: string): string {
  const [, year, month, day, hour, minute, second] = GENERALIZED.exec(time) ?? []
  const at = Date.UTC(
    ...([Number(year), Number(month) - 1, Number(day)] as const),
    ...([Number(hour), Number(minute), Number(second)] as const),
  )
  const from = new Date(at - OVERLAP_MS).toISOString()
  return `${from.slice(0, 19).replace(/[-:T]/g, '')}Z`
}

/** The latest change of entries, in the server's own time. */
export interface LatestChange {
  see(entry: LdapEntry): void
  /** Null where an entry does not tell, or none was seen and none is known: then changes cannot be asked for. */
  value(): string | null
}

/** @param known the latest that was seen before */
export function latestOf(known: string | null = null): LatestChange {
  let latest = known
  let isTold = true
  return {
    see: (entry) => {
      const [time] = textsOf(entry, 'modifyTimestamp')
      if (time === undefined || !GENERALIZED.test(time)) isTold = false
      else if (latest === null || time > latest) latest = time
    },
    value: () => (isTold ? latest : null),
  }
}
