import { FaultAnswer } from '../../wire/fault-answer.ts'
import type { LogEntry } from './log-entry.ts'

const HOUR_MS = 3_600_000
const REQUESTS_AN_HOUR = 20
/** The oldest give way: a sandbox may run for weeks. */
const MOST_ENTRIES = 20_000

/** What has been registered in one sandbox; in memory. */
export class AccessLog {
  readonly #entries: LogEntry[] = []
  readonly #requests = new Map<string, number[]>()

  /**
   * Counts one request of a system.
   *
   * @throws {FaultAnswer} where it has had its twenty in the last hour
   */
  countRequest(cvr: string, now: Date): void {
    const since = now.getTime() - HOUR_MS
    const recent = (this.#requests.get(cvr) ?? []).filter((at) => at > since)
    if (recent.length >= REQUESTS_AN_HOUR) {
      throw new FaultAnswer('processing_problem', 'More than 20 requests in an hour')
    }
    this.#requests.set(cvr, [...recent, now.getTime()])
  }

  add(entries: readonly LogEntry[]): void {
    this.#entries.push(...entries)
    this.#entries.splice(0, Math.max(0, this.#entries.length - MOST_ENTRIES))
  }

  /** Of one person, the newest first. */
  of(person: string): readonly LogEntry[] {
    return this.#entries
      .filter(({ fields }) => fields.get('PersonIdentifier') === person)
      .sort((one, other) => other.toMs - one.toMs)
  }
}
