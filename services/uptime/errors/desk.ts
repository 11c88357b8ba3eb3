import { KnownError } from '../../kit/errors.ts'

/** Only operators and the owners of a service tell of it. */
export class AnnouncementDenied extends KnownError {
  readonly code = 'ANNOUNCEMENT_DENIED'
  readonly kind = 'denied'

  /** @param what the act, as *verb noun "value"* */
  constructor(what: string) {
    super(`Cannot ${what}: the caller is neither an operator nor its owner`)
  }
}

/** There is no incident of that id that the caller may see. */
export class IncidentUnknown extends KnownError {
  readonly code = 'INCIDENT_UNKNOWN'
  readonly kind = 'not_found'

  constructor(id: string) {
    super(`Cannot find incident "${id.slice(0, 100)}": there is none of that id`)
  }
}

/** There is no service of that id that the caller may see. */
export class ServiceUnknown extends KnownError {
  readonly code = 'SERVICE_UNKNOWN'
  readonly kind = 'not_found'

  constructor(id: string) {
    super(`Cannot find service "${id.slice(0, 100)}": there is none of that id`)
  }
}

/** There is no maintenance of that id that could be changed. */
export class MaintenanceUnknown extends KnownError {
  readonly code = 'MAINTENANCE_UNKNOWN'
  readonly kind = 'not_found'

  constructor(id: string) {
    super(`Cannot find maintenance "${id.slice(0, 100)}": none of that id is to come or going on`)
  }
}

/** Maintenance whose times or services cannot be. */
export class MaintenanceInvalid extends KnownError {
  readonly code = 'MAINTENANCE_INVALID'
  readonly kind = 'invalid'

  constructor(state: string) {
    super(`Cannot announce maintenance: ${state}`)
  }
}

/** A text that everybody would read breaks its rules. */
export class TextRefused extends KnownError {
  readonly code = 'TEXT_REFUSED'
  readonly kind = 'invalid'

  /** @param state why, without the text */
  constructor(state: string) {
    super(`Cannot publish text: ${state}`)
  }
}

/** A stretch of time that is none, or longer than is told of at once. */
export class WindowInvalid extends KnownError {
  readonly code = 'WINDOW_INVALID'
  readonly kind = 'invalid'

  constructor(state: string) {
    super(`Cannot tell of maintenance: ${state}`)
  }
}
