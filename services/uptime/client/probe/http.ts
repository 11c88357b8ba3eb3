import type { AnswerChecks, HttpProbe } from '../../domain/probe.ts'
import { type Answer, exchange } from './exchange.ts'
import { type Finding, found, ProbeFailure } from './finding.ts'
import type { ProbeSurroundings } from './surroundings.ts'

/** GETs a page and holds it against what it must show. */
export async function probeHttp(probe: HttpProbe, around: ProbeSurroundings): Promise<Finding> {
  const answer = await exchange({ url: probe.url }, around)
  checkAnswer(answer, probe)
  return found(seenOf(answer))
}

/** What every answer over HTTP tells of its server, well or not. */
export const seenOf = ({ latencyMs, certificateDaysLeft }: Answer): ProbeFailure['seen'] => ({
  latencyMs,
  certificateDaysLeft,
})

/** @throws {ProbeFailure} where the status is none that is well */
export function checkStatus(answer: Answer, statuses: readonly number[] = []): void {
  const { status } = answer
  const isWell = statuses.length > 0 ? statuses.includes(status) : status >= 200 && status < 400
  if (!isWell) throw new ProbeFailure('STATUS', `It answered status ${status}`, seenOf(answer))
}

function checkAnswer(answer: Answer, { statuses, headers, bodyContains }: AnswerChecks): void {
  checkStatus(answer, statuses)
  for (const [name, wanted] of Object.entries(headers)) {
    if (!(answer.headers[name] ?? '').includes(wanted)) {
      throw new ProbeFailure('HEADER', `Its header "${name}" lacks "${wanted}"`, seenOf(answer))
    }
  }
  if (bodyContains !== null && !answer.body.includes(bodyContains)) {
    throw new ProbeFailure('BODY', `Its body lacks "${bodyContains}"`, seenOf(answer))
  }
}
