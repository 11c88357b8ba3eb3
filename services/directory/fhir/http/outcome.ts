import { type ErrorKind, isKnownError, type KnownError } from '../../../kit/errors.ts'
import { statusOf } from '../../../kit/http/errors.ts'
import type { AnyResource, FhirElement } from '../resource.ts'

/** Of the R4 value set of issue types, those that we use. */
type IssueType =
  | 'structure'
  | 'invalid'
  | 'value'
  | 'not-supported'
  | 'not-found'
  | 'deleted'
  | 'too-long'
  | 'too-costly'
  | 'conflict'
  | 'forbidden'
  | 'unknown'
  | 'transient'
  | 'exception'
  | 'informational'

const OF_KIND: Readonly<Record<ErrorKind, IssueType>> = {
  not_found: 'not-found',
  invalid: 'invalid',
  denied: 'forbidden',
  conflict: 'conflict',
  unavailable: 'transient',
}

interface Shown {
  readonly status?: number
  readonly type: IssueType
}

// Where HTTP or FHIR has a word of its own for it.
const OF_CODE: Readonly<Record<string, Shown>> = {
  FHIR_TYPE_UNKNOWN: { type: 'not-supported' },
  FHIR_RESOURCE_GONE: { status: 410, type: 'deleted' },
  FHIR_INTERACTION_UNSUPPORTED: { status: 405, type: 'not-supported' },
  FHIR_FORMAT_NOT_ACCEPTABLE: { status: 406, type: 'not-supported' },
  FHIR_BODY_UNSUPPORTED: { status: 415, type: 'not-supported' },
  FHIR_BODY_INVALID: { type: 'structure' },
  FHIR_PARAMETER_UNKNOWN: { type: 'not-supported' },
  FHIR_PARAMETER_INVALID: { type: 'value' },
  FHIR_TOO_COSTLY: { type: 'too-costly' },
  REQUEST_TOO_LARGE: { type: 'too-long' },
  CALLER_UNKNOWN: { type: 'unknown' },
}

/** Something that an answer says of itself. */
export interface Issue {
  readonly severity: 'error' | 'warning' | 'information'
  readonly type: IssueType
  /** One of ours; null where nothing failed. */
  readonly code: string | null
  readonly text: string
}

/** An OperationOutcome, and the status that goes with it. */
export interface Failure {
  readonly status: number
  readonly outcome: AnyResource
}

export const operationOutcome = (issues: readonly Issue[]): AnyResource => ({
  resourceType: 'OperationOutcome',
  issue: issues.map(issueElement),
})

const issueElement = ({ severity, type, code, text }: Issue): FhirElement => ({
  severity,
  code: type,
  details: { ...(code === null ? {} : { coding: [{ code }] }), text },
})

/**
 * The one place that turns an error into what FHIR says of it. Whatever is no expected failure is masked.
 *
 * @param report is told of each bug, and gives the trace to quote
 */
export function failureOf(error: unknown, report: (bug: unknown) => string | null): Failure {
  if (!isKnownError(error)) {
    const traceId = report(error)
    const text = traceId === null ? 'Internal error' : `Internal error, trace ${traceId}`
    const code = 'INTERNAL_SERVER_ERROR'
    return {
      status: 500,
      outcome: operationOutcome([{ severity: 'error', type: 'exception', code, text }]),
    }
  }
  return { status: statusFor(error), outcome: operationOutcome([issueOf(error)]) }
}

/** What an expected failure says, as an issue. */
export const issueOf = (error: KnownError): Issue => ({
  severity: 'error',
  type: OF_CODE[error.code]?.type ?? OF_KIND[error.kind],
  code: error.code,
  text: error.message,
})

const statusFor = (error: KnownError): number => {
  const isNoPath = error.code === 'FHIR_INTERACTION_UNSUPPORTED' && allowedBy(error).length === 0
  return isNoPath ? 404 : (OF_CODE[error.code]?.status ?? statusOf(error))
}

/** Methods that the path takes, of an error that says so. */
export const allowedBy = ({ details }: KnownError): readonly string[] =>
  Array.isArray(details.allowed) ? details.allowed.map(String) : []
