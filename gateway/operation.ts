import type { Response } from 'express'
import { AnswerStates, readStates } from '../services/kit/answer-states.ts'
import type { AdmittedRequest } from '../services/kit/http/admission.ts'
import type { Subgraph } from '../services/kit/subgraph.ts'
import { CallerGone, DeadlineExceeded } from './errors.ts'

/** What the calls of one gateway request share: who asks, how long it may take, one context per subgraph. */
export class GatewayOperation {
  readonly admitted: AdmittedRequest
  /** Aborted when the caller has gone or the deadline is past. */
  readonly signal: AbortSignal
  readonly #contexts = new Map<Subgraph, object>()
  readonly #states: AnswerStates[] = []
  readonly #over: Promise<never>

  constructor(admitted: AdmittedRequest, signal: AbortSignal) {
    this.admitted = admitted
    this.signal = signal
    this.#over = new Promise<never>((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    })
    this.#over.catch(() => {})
  }

  /** The same context for every step of the plan, so that loaders batch and remember across steps. */
  contextOf(subgraph: Subgraph): object {
    const known = this.#contexts.get(subgraph)
    if (known) return known
    const states = new AnswerStates()
    this.#states.push(states)
    const { signal } = this
    const context = subgraph.contextOf({ caller: this.admitted.caller, signal, states })
    this.#contexts.set(subgraph, context)
    return context
  }

  /** @param text the states that a subgraph which is served apart tells of one answer; null where it tells none */
  hearStates(text: string | null): void {
    const states = new AnswerStates()
    this.#states.push(states)
    readStates(text, states)
  }

  /** The states of every part of the answer; open where one part of it is. */
  get states(): Pick<AnswerStates, 'all'> {
    return { all: () => allOf(this.#states) }
  }

  /** @throws the reason of the abort, as soon as the operation is over; work that goes on is not waited for */
  beforeEnd<T>(work: Promise<T>): Promise<T> {
    return Promise.race([work, this.#over])
  }
}

function allOf(parts: readonly AnswerStates[]): readonly string[] | null {
  const told = parts.map((states) => states.all())
  const known = told.filter((states) => states !== null)
  if (known.length < told.length || known.length === 0) return null
  return [...new Set(known.flat())].sort()
}

/** A signal that aborts with {@link DeadlineExceeded} after `deadlineMs`, with {@link CallerGone} when the caller leaves. */
export function deadlineOf(response: Response, deadlineMs: number): AbortSignal {
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(new DeadlineExceeded(deadlineMs)), deadlineMs)
  response.once('close', () => {
    clearTimeout(timer)
    if (!response.writableFinished) controller.abort(new CallerGone())
  })
  return controller.signal
}
