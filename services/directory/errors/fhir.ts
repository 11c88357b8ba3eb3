import { KnownError } from '../../kit/errors.ts'

/** A type of resource that the directory does not serve. */
export class FhirTypeUnknown extends KnownError {
  readonly code = 'FHIR_TYPE_UNKNOWN'
  readonly kind = 'not_found'

  constructor(type: string) {
    super(
      `Cannot find resource type "${type.slice(0, 64)}": the directory serves none of that name`,
    )
  }
}

/** The register has never held it, or the caller may not see it. */
export class FhirResourceUnknown extends KnownError {
  readonly code = 'FHIR_RESOURCE_UNKNOWN'
  readonly kind = 'not_found'

  constructor(type: string, id: string) {
    super(`Cannot read ${type} "${id.slice(0, 64)}": the register has never held it`)
  }
}

/** The register held it, and does not any more. */
export class FhirResourceGone extends KnownError {
  readonly code = 'FHIR_RESOURCE_GONE'
  readonly kind = 'not_found'

  constructor(type: string, id: string, versionId: string) {
    super(`Cannot read ${type} "${id.slice(0, 64)}": it is gone since version ${versionId}`, {
      details: { versionId },
    })
  }
}

/** What was asked for is no interaction of the directory. */
export class FhirInteractionUnsupported extends KnownError {
  readonly code = 'FHIR_INTERACTION_UNSUPPORTED'
  readonly kind = 'invalid'

  /** @param allowed methods that the path takes; none where there is no such path */
  constructor(what: string, allowed: readonly string[]) {
    super(`Cannot answer ${what}: the directory does not offer it`, { details: { allowed } })
  }
}

/** No format of ours is one that the caller takes. */
export class FhirFormatNotAcceptable extends KnownError {
  readonly code = 'FHIR_FORMAT_NOT_ACCEPTABLE'
  readonly kind = 'invalid'

  constructor() {
    super(
      'Cannot answer in the format asked for: there is application/fhir+json and application/fhir+xml',
    )
  }
}

/** The body is in a format that is not read there. */
export class FhirBodyUnsupported extends KnownError {
  readonly code = 'FHIR_BODY_UNSUPPORTED'
  readonly kind = 'invalid'

  constructor(taken: readonly string[]) {
    super(`Cannot read body in the format sent: taken is ${taken.join(' and ')}`)
  }
}

/** The body breaks its own format, or is not the resource that is taken there. */
export class FhirBodyInvalid extends KnownError {
  readonly code = 'FHIR_BODY_INVALID'
  readonly kind = 'invalid'
}

/** A parameter or modifier that the directory does not know. */
export class FhirParameterUnknown extends KnownError {
  readonly code = 'FHIR_PARAMETER_UNKNOWN'
  readonly kind = 'invalid'

  constructor(name: string, state: string) {
    super(`Cannot search by "${name.slice(0, 100)}": ${state}`)
  }
}

/** A parameter whose value breaks the rules of its type. */
export class FhirParameterInvalid extends KnownError {
  readonly code = 'FHIR_PARAMETER_INVALID'
  readonly kind = 'invalid'

  constructor(name: string, value: string, state: string) {
    super(`Cannot use ${name.slice(0, 100)} "${value.slice(0, 100)}": ${state}`)
  }
}

/** A number as long as a person's stands in a request that is about organisations. */
export class PersonNumberRefused extends KnownError {
  readonly code = 'PERSON_NUMBER_REFUSED'
  readonly kind = 'invalid'

  /** @param where name of the parameter; never its value */
  constructor(where: string) {
    super(
      `Cannot use ${where}: it holds ten digits, which may be a person number, and the directory takes none`,
    )
  }
}

/** One answer would hold more than is sent at once. */
export class FhirTooCostly extends KnownError {
  readonly code = 'FHIR_TOO_COSTLY'
  readonly kind = 'invalid'
}
