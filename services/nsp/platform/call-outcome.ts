import { isKnownError } from '../../kit/errors.ts'
import { DgwsFault, SoapFault, StsFault } from '../soap/errors.ts'
import type { ServiceName } from './services.ts'

/** How one message to a service ended, as whoever watches its health is told. */
export interface CallOutcome {
  readonly service: ServiceName
  /** Whether that speaks against the service: a refusal of this caller or this message does not. */
  readonly isFailure: boolean
  readonly durationMs: number
  /** A fault code, a code of ours, or `TIMEOUT`; null where all was well. */
  readonly code: string | null
}

/** What is said of an error; null for a call that its asker gave up, which says nothing of the service. */
export function failureOf(
  error: unknown,
  signal: AbortSignal | undefined,
): Pick<CallOutcome, 'isFailure' | 'code'> | null {
  if (signal?.aborted && error === signal.reason) {
    const isDeadline = error instanceof DOMException && error.name === 'TimeoutError'
    return isDeadline ? { isFailure: true, code: 'TIMEOUT' } : null
  }
  if (error instanceof DgwsFault) {
    return { isFailure: error.faultCode === 'processing_problem', code: error.faultCode }
  }
  if (error instanceof StsFault) return { isFailure: false, code: error.faultCode }
  if (error instanceof SoapFault) {
    return { isFailure: !CALLERS.has(error.faultCode), code: error.code }
  }
  return { isFailure: true, code: isKnownError(error) ? error.code : 'BUG' }
}

// Of SOAP 1.1 and 1.2: what was sent is at fault.
const CALLERS: ReadonlySet<string> = new Set(['Client', 'Sender', 'MustUnderstand'])
