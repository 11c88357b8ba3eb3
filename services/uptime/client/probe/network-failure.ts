import { AddressInside } from '../../../kit/http/outward.ts'
import type { ReasonCode } from '../../domain/outcome.ts'
import { ProbeFailure } from './finding.ts'

const REASONS: Readonly<Record<string, ReasonCode>> = {
  ENOTFOUND: 'DNS_FAILED',
  EAI_AGAIN: 'DNS_FAILED',
  ENODATA: 'DNS_FAILED',
  ECONNREFUSED: 'REFUSED',
  EHOSTUNREACH: 'REFUSED',
  ENETUNREACH: 'REFUSED',
  ECONNRESET: 'RESET',
  EPIPE: 'RESET',
  ETIMEDOUT: 'TIMEOUT',
}

/** Says in our words what a socket or a name server said; a failure that is one already stays. */
export function networkFailure(error: unknown, signal: AbortSignal): ProbeFailure {
  if (error instanceof ProbeFailure) return error
  if (error instanceof AddressInside) return new ProbeFailure('ADDRESS_REFUSED', error.message)
  if (signal.aborted) return new ProbeFailure('TIMEOUT', 'It did not answer in time')
  const code = codeOf(error)
  const reason = REASONS[code]
  if (reason) return new ProbeFailure(reason, `The connection failed: ${code}`)
  if (code.startsWith('ERR_SSL') || code === 'EPROTO') {
    return new ProbeFailure('TLS_FAILED', `The TLS handshake failed: ${code}`)
  }
  return new ProbeFailure('CALL_FAILED', `The call failed${code ? `: ${code}` : ''}`)
}

function codeOf(error: unknown): string {
  const { code, errors } = Object(error)
  if (typeof code === 'string') return code
  // Several addresses were tried, and each has failed.
  return Array.isArray(errors) && errors.length > 0 ? codeOf(errors[0]) : ''
}
