import { isKnownError } from '../../../kit/errors.ts'
import { DgwsFault } from '../../../nsp/soap/errors.ts'
import { FhirFault } from '../fhir/errors.ts'

/** The code of a part whose source went on for too long. */
export const TIMEOUT = 'SOURCE_TIMEOUT'
/** The code of a part whose source has as many calls under way as it gets. */
export const BUSY = 'SOURCE_BUSY'
/** The code of a part whose source failed so often of late that it was not asked. */
export const OPEN_CIRCUIT = 'SOURCE_OPEN_CIRCUIT'
/** The code of a part for which nobody could ask: the sign-in gave no token that the platform takes. */
export const NOT_EXCHANGED = 'SIGN_IN_NOT_EXCHANGED'
/** The code of a part that could not be had because of a bug of ours. */
export const BUG = 'INTERNAL_SERVER_ERROR'

const REFUSALS: ReadonlySet<string> = new Set([
  ...['not_authorized', 'security_level_failed', 'invalid_certificate'],
  'invalid_username_password',
])

const CODES: ReadonlyMap<string, string> = new Map([
  ['UPSTREAM_UNREACHABLE', 'SOURCE_UNREACHABLE'],
  ['DGWS_FAULT', 'SOURCE_FAULT'],
  ['SOAP_FAULT', 'SOURCE_FAULT'],
  ['XDS_FAILURE', 'SOURCE_FAULT'],
  ['UPSTREAM_FHIR_FAULT', 'SOURCE_FAULT'],
  ['STS_FAULT', NOT_EXCHANGED],
  ['TOKEN_ENDS_TOO_SOON', NOT_EXCHANGED],
  ['TOKEN_UNAVAILABLE', NOT_EXCHANGED],
  [NOT_EXCHANGED, NOT_EXCHANGED],
  ['PLATFORM_SERVICE_NOT_NAMED', 'SOURCE_NOT_CONFIGURED'],
  ['RESUSCITATION_UNCLEAR', 'RESUSCITATION_UNCLEAR'],
  // A document is listed, and its content kept back.
  ['DOCUMENT_HELD_BACK', 'CONSENT'],
])

/** The code under which a part tells of an error of its source; any other than of the platform is an answer that cannot be read. */
export function codeOf(error: unknown): string {
  if (!isKnownError(error)) return BUG
  if (isRefusal(error)) return 'SOURCE_REFUSED'
  return CODES.get(error.code) ?? 'SOURCE_ANSWER_INVALID'
}

/**
 * Whether an error speaks against the source. Refusals and documents that break their standard do not: they are of one caller or one
 * citizen, and the source must not be shut for all because of them.
 */
export function isFault(error: unknown): boolean {
  if (!isKnownError(error) || isRefusal(error)) return false
  return (
    codeOf(error) === 'SOURCE_FAULT' ||
    ['UPSTREAM_UNREACHABLE', 'UPSTREAM_ANSWER_INVALID'].includes(error.code)
  )
}

/** Whether the same question may be answered a moment later. */
export const isPassing = (error: unknown): boolean =>
  isKnownError(error) && error.code === 'UPSTREAM_UNREACHABLE'

const isRefusal = (error: unknown): boolean =>
  (error instanceof DgwsFault && REFUSALS.has(error.faultCode)) ||
  (error instanceof FhirFault && error.isRefusal) ||
  (isKnownError(error) && error.code === 'PLATFORM_CALLER_NOT_TAKEN')
