import { KnownError } from '../../../kit/errors.ts'

/** A FHIR server answered with an error of its own: a status that is none of success, or an outcome that says so. */
export class FhirFault extends KnownError {
  readonly code = 'UPSTREAM_FHIR_FAULT'
  readonly kind = 'unavailable'
  readonly status: number
  /** Issue types of the `OperationOutcome`; of its texts nothing is kept, for they may be about a person. */
  readonly issues: readonly string[]

  constructor(status: number, issues: readonly string[] = []) {
    super(`Cannot ask FHIR server: it answered status ${status}`)
    this.status = status
    this.issues = issues
  }

  /** Whether it does not let the caller in. */
  get isRefusal(): boolean {
    return this.status === 401 || this.status === 403
  }

  /** Whether it asks to come back later. */
  get isBusy(): boolean {
    return this.status === 429 || this.status === 503
  }
}
