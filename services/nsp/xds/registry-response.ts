import { attribute, child, children } from '../xml/element.ts'
import type { XmlElement } from '../xml/parse.ts'
import { type XmlText, xml } from '../xml/template.ts'
import { isXdsErrorCode, type XdsErrorCode, XdsFailure } from './errors.ts'
import { NAMESPACE, rs } from './names.ts'

const STATUS = 'urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:'
const SEVERITY = 'urn:oasis:names:tc:ebxml-regrep:ErrorSeverityType:'

/** Said in a code context where consent held something back. */
export const CONSENT_FILTER_APPLIED = 'urn:dk:nsi:Consent Filter Applied'

/** How a registry or repository says it went. */
export type RegistryStatus = 'Success' | 'PartialSuccess' | 'Failure'

/** One error or warning of a registry. */
export interface RegistryError {
  readonly code: XdsErrorCode
  /** As written; it may hold anything, and is neither logged nor shown. */
  readonly context: string
  readonly severity: 'Error' | 'Warning'
}

/** What a registry says beside its answer. */
export interface RegistryOutcome {
  readonly status: RegistryStatus
  readonly errors: readonly RegistryError[]
}

/** What the answer is worth. */
export interface Completeness {
  /** Consent held something back. */
  readonly isFiltered: boolean
  /** Some source behind the registry did not answer, or could not be read. */
  readonly isPartial: boolean
}

/** All went well. */
export const SUCCESS: RegistryOutcome = { status: 'Success', errors: [] }

/** Went well, but consent held something back. */
export const FILTERED: RegistryOutcome = {
  status: 'Success',
  errors: [{ code: 'XDSRegistryError', context: CONSENT_FILTER_APPLIED, severity: 'Warning' }],
}

/** Went wrong. */
export const failed = (code: XdsErrorCode, context: string): RegistryOutcome => ({
  status: 'Failure',
  errors: [{ code, context, severity: 'Error' }],
})

/** Writes the value of the attribute `status`. */
export const statusOf = ({ status }: RegistryOutcome): string => `${STATUS}${status}`

/** Writes the errors; nothing where there is none. */
export function errorList({ errors }: RegistryOutcome): XmlText | null {
  if (errors.length === 0) return null
  const highest = errors.some(({ severity }) => severity === 'Error') ? 'Error' : 'Warning'
  return xml`<rs:RegistryErrorList highestSeverity="${SEVERITY}${highest}">${errors.map(
    ({ code, context, severity }) =>
      xml`<rs:RegistryError codeContext="${context}" errorCode="${code}" severity="${SEVERITY}${severity}"/>`,
  )}</rs:RegistryErrorList>`
}

/** Writes an answer that holds nothing but how it went. */
export const registryResponse = (outcome: RegistryOutcome): XmlText =>
  xml`<rs:RegistryResponse xmlns:rs="${NAMESPACE.rs}" status="${statusOf(outcome)}">${errorList(outcome)}</rs:RegistryResponse>`

/**
 * Reads how it went from a RegistryResponse, or from an AdhocQueryResponse, which is one.
 *
 * @throws {XmlRefused} where an element stands there twice
 */
export function readOutcome(response: XmlElement): RegistryOutcome {
  const list = child(response, rs('RegistryErrorList'))
  return {
    status: readStatus(attribute(response, 'status')),
    errors: list ? children(list, rs('RegistryError')).map(readError) : [],
  }
}

// Anything that is not a known success is a failure: an unknown status is never taken for an answer.
function readStatus(text: string | null): RegistryStatus {
  const said = text?.startsWith(STATUS) ? text.slice(STATUS.length) : text
  return said === 'Success' || said === 'PartialSuccess' ? said : 'Failure'
}

function readError(error: XmlElement): RegistryError {
  const code = attribute(error, 'errorCode') ?? ''
  return {
    code: isXdsErrorCode(code) ? code : 'unknown',
    context: attribute(error, 'codeContext') ?? '',
    severity: attribute(error, 'severity')?.endsWith('Warning') ? 'Warning' : 'Error',
  }
}

const isConsent = ({ context }: RegistryError): boolean => context.includes(CONSENT_FILTER_APPLIED)

/**
 * Says what an answer is worth.
 *
 * @throws {XdsFailure} where the registry failed for any reason but consent
 */
export function completenessOf({ status, errors }: RegistryOutcome): Completeness {
  const others = errors.filter((error) => !isConsent(error))
  const isFiltered = others.length < errors.length
  if (status === 'Failure' && !(isFiltered && others.length === 0)) {
    throw new XdsFailure(others.map(({ code }) => code))
  }
  const isPartial =
    (status === 'PartialSuccess' && !(isFiltered && others.length === 0)) ||
    others.some(({ severity }) => severity === 'Error')
  return { isFiltered, isPartial }
}
