import type { Log } from '../../../kit/log.ts'
import { type Guard, guard, type Limits, type Outcome } from '../../../kit/resilience.ts'
import type { Tracing } from '../../../kit/telemetry/tracing.ts'
import type { Answer, SourceName, Unavailable } from '../../domain/answer.ts'
import type { Said } from '../source.ts'
import * as failure from './failure.ts'
import type { LastWell } from './last-well.ts'

/** How one question to a source went, for whoever measures health. */
export interface SourceCall {
  readonly source: SourceName
  /** For whom: the name of a caller, never of a person. */
  readonly consumer: string
  /** RFC 3339, when it was asked. */
  readonly at: string
  readonly isFailure: boolean
  readonly latencyMs: number
}

/** What a desk is made of. */
export interface SourceDeskOptions {
  readonly limits: Readonly<Record<SourceName, Limits>>
  readonly lastWell: LastWell
  /** Told of every question that was put; it must not throw. */
  readonly onCall: (call: SourceCall) => void
  readonly tracing: Pick<Tracing, 'child'>
  readonly log: Pick<Log, 'error'>
  readonly now: () => Date
}

/** One question to one source. */
export interface SourceQuestion<Part> {
  readonly source: SourceName
  readonly consumer: string
  /** Of the operation. */
  readonly signal: AbortSignal | undefined
  readonly ask: (signal: AbortSignal) => Promise<Said<Part>>
}

/** Puts questions to sources; every failure is an answer. */
export interface SourceDesk {
  answerOf<Part>(question: SourceQuestion<Part>): Promise<Answer<Part>>
  /** As {@link answerOf}, for anything else that is read there. */
  outcomeOf<T>(
    question: Omit<SourceQuestion<never>, 'ask'> & {
      readonly ask: (signal: AbortSignal) => Promise<T>
    },
  ): Promise<{ readonly kind: 'had'; readonly value: T } | Unavailable>
}

const ALL_HELD_BACK = 'Consent holds everything back that there may be'

/** Makes the one desk of a process: each source has its guard there, for all who ask. */
export function sourceDesk(options: SourceDeskOptions): SourceDesk {
  const { limits, lastWell, tracing, log, now } = options
  const guards = new Map<SourceName, Guard>()
  const guardOf = (source: SourceName): Guard => {
    const known = guards.get(source) ?? guard(limits[source], failure)
    guards.set(source, known)
    return known
  }
  const outcomeOf: SourceDesk['outcomeOf'] = async ({ source, consumer, signal, ask }) => {
    const at = now().toISOString()
    const span = tracing.child('internal', `source ${source}`, {})
    const call = { work: ask, mayRepeat: true, signal }
    const outcome = await span.run(() => guardOf(source).call(call))
    const { tookMs } = outcome
    tell({ source, consumer, at, latencyMs: tookMs }, outcome, options)
    if (outcome.kind === 'answered') {
      span.end()
      return { kind: 'had', value: outcome.value }
    }
    const code = codeOf(outcome)
    span.fail(code)
    span.end()
    if (outcome.kind === 'failed' && code === failure.BUG) {
      log.error({ source, bug: tracesOf(outcome.error) }, 'A part of a record failed with a bug')
    }
    return { kind: 'unavailable', source, code, lastWell: lastWell.of(source), tookMs }
  }
  return {
    outcomeOf,
    answerOf: async <Part>(question: SourceQuestion<Part>): Promise<Answer<Part>> => {
      const askedAt = now().toISOString()
      const outcome = await outcomeOf(question)
      if (outcome.kind === 'unavailable') return outcome
      const said = outcome.value
      if (said.kind === 'none') return { kind: 'none', source: question.source, askedAt }
      if (said.kind === 'found') return said
      return { kind: 'withheld', ground: 'CONSENT', message: ALL_HELD_BACK }
    },
  }
}

function tell(
  call: Omit<SourceCall, 'isFailure'>,
  outcome: Outcome<unknown>,
  { lastWell, onCall, now }: SourceDeskOptions,
): void {
  if (outcome.kind === 'answered') lastWell.seen(call.source, now().toISOString())
  if (wasAsked(outcome)) onCall({ ...call, isFailure: isFailure(outcome) })
}

// What never got there says nothing of the source.
const wasAsked = (outcome: Outcome<unknown>): boolean =>
  outcome.kind === 'failed'
    ? failure.codeOf(outcome.error) !== failure.NOT_EXCHANGED
    : outcome.kind === 'answered' || outcome.kind === 'tooLate'

const isFailure = (outcome: Outcome<unknown>): boolean =>
  outcome.kind === 'tooLate' || (outcome.kind === 'failed' && failure.isFault(outcome.error))

function codeOf(outcome: Exclude<Outcome<unknown>, { kind: 'answered' }>): string {
  switch (outcome.kind) {
    case 'failed':
      return failure.codeOf(outcome.error)
    case 'busy':
      return failure.BUSY
    case 'shutOff':
      return failure.OPEN_CIRCUIT
    case 'tooLate':
    case 'abandoned':
      return failure.TIMEOUT
  }
}

// The message of a bug may quote what was read; where it happened is enough.
function tracesOf(error: unknown): { readonly type: string; readonly at: readonly string[] } {
  if (!(error instanceof Error)) return { type: typeof error, at: [] }
  const lines = (error.stack ?? '').split('\n').map((line) => line.trim())
  return { type: error.name, at: lines.filter((line) => line.startsWith('at ')) }
}
