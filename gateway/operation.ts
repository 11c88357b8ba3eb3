import type { Response } from 'express'
import { AnswerStates, readStates } from '../services/kit/answer-states.ts'
import type { Caller } from '../services/kit/callers.ts'
import type { AdmittedRequest } from '../services/kit/http/admission.ts'
import type { Subgraph } from '../services/kit/subgraph.ts'
import { CallerGone, DeadlineExceeded } from './errors.ts'

/** What a subgraph is told of who asks. */
export interface Told {
  /** Whether it is told which person asks; for one that has no use for it, a person is nobody. */
  readonly takesPersons?: boolean
}

/** What the calls of one gateway request share: who asks, how long it may take, one context per subgraph. */
export class GatewayOperation {
  readonly admitted: AdmittedRequest
  /** Aborted when the caller has gone or the deadline is past. */
  readonly signal: AbortSignal
  readonly #contexts = new Map<Subgraph, object>()
  readonly #states: AnswerStates[] = []
  readonly #over: Promise<never>

  readonly #limit: OperationLimit
  #isStream = false

  constructor(admitted: AdmittedRequest, limit: OperationLimit) {
    const { signal } = limit
    this.admitted = admitted
    this.signal = signal
    this.#limit = limit
    this.#over = new Promise<never>((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    })
    this.#over.catch(() => {})
  }

  /** The operation is answered bit by bit: it has no deadline any more, but each step on the way to one of its answers has. */
  becomeStream(): void {
    this.#isStream = true
    this.#limit.lift()
  }

  /** @see becomeStream */
  get isStream(): boolean {
    return this.#isStream
  }

  /** Who asks, as a subgraph is told. A person's token opens that person's record, so it goes nowhere that has no use for it. */
  toldTo({ takesPersons }: Told): Pick<AdmittedRequest, 'caller' | 'authorization'> {
    const { caller, authorization } = this.admitted
    if (caller?.signIn && !takesPersons) return { caller: null, authorization: undefined }
    return { caller, authorization }
  }

  /** The same context for every step of the plan, so that loaders batch and remember across steps. */
  contextOf(subgraph: Subgraph, told: Told): object {
    const { caller } = this.toldTo(told)
    if (this.#isStream) return this.#contextOfStep(subgraph, caller)
    const known = this.#contexts.get(subgraph)
    if (known) return known
    const states = new AnswerStates()
    this.#states.push(states)
    const { signal } = this
    const context = subgraph.contextOf({ caller, signal, states })
    this.#contexts.set(subgraph, context)
    return context
  }

  // What was looked at for one answer is old when the next comes.
  #contextOfStep(subgraph: Subgraph, caller: Caller | null): object {
    return subgraph.contextOf({ caller, signal: this.signal, states: new AnswerStates() })
  }

  /** @param text the states that a subgraph which is served apart tells of one answer; null where it tells none */
  hearStates(text: string | null): void {
    if (this.#isStream) return
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
    return this.#isStream ? before(work, this.#limit.deadlineMs) : Promise.race([work, this.#over])
  }
}

function allOf(parts: readonly AnswerStates[]): readonly string[] | null {
  const told = parts.map((states) => states.all())
  const known = told.filter((states) => states !== null)
  if (known.length < told.length || known.length === 0) return null
  return [...new Set(known.flat())].sort()
}

/** How long an operation may take. */
export interface OperationLimit {
  /** Aborts with {@link DeadlineExceeded} after the deadline, with {@link CallerGone} when the caller leaves. */
  readonly signal: AbortSignal
  readonly deadlineMs: number
  /** Takes the deadline away; the caller may still leave. */
  lift(): void
}

/** The limit of an operation that a request carries. */
export function limitOf(response: Response, deadlineMs: number): OperationLimit {
  const { controller, lift } = deadlineOf(deadlineMs)
  response.once('close', () => {
    lift()
    if (!response.writableFinished) controller.abort(new CallerGone())
  })
  return { signal: controller.signal, deadlineMs, lift }
}

/** The limit of an operation that came over a socket; its owner lifts it when the operation has been answered. */
export function limitWithin(left: AbortSignal, deadlineMs: number): OperationLimit {
  const { controller, lift } = deadlineOf(deadlineMs)
  const leave = (): void => {
    lift()
    controller.abort(new CallerGone())
  }
  if (left.aborted) leave()
  else left.addEventListener('abort', leave, { once: true })
  return { signal: controller.signal, deadlineMs, lift }
}

function deadlineOf(deadlineMs: number) {
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(new DeadlineExceeded(deadlineMs)), deadlineMs)
  return { controller, lift: () => clearTimeout(timer) }
}

async function before<T>(work: Promise<T>, deadlineMs: number): Promise<T> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new DeadlineExceeded(deadlineMs)), deadlineMs)
  return Promise.race([work, late.promise]).finally(() => clearTimeout(timer))
}
