import type { ReasonCode } from '../../domain/outcome.ts'
import type { Answer } from './exchange.ts'
import { ProbeFailure } from './finding.ts'
import { seenOf } from './http.ts'

/**
 * Reads the body of an answer as a JSON object.
 *
 * @param otherwise the reason given where it is none
 * @throws {ProbeFailure}
 */
export function jsonOf(answer: Answer, otherwise: ReasonCode): Readonly<Record<string, unknown>> {
  const failure = new ProbeFailure(otherwise, 'Its answer is no JSON object', seenOf(answer))
  try {
    const value: unknown = JSON.parse(answer.body)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value }
  } catch {
    throw failure
  }
  throw failure
}
