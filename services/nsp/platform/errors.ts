import { KnownError } from '../../kit/errors.ts'
import type { Acting } from './acting.ts'
import type { ServiceName } from './services.ts'

/** A service is called that the environment's profile does not name. */
export class ServiceNotNamed extends KnownError {
  readonly code = 'PLATFORM_SERVICE_NOT_NAMED'
  readonly kind = 'unavailable'

  constructor(service: ServiceName, profile: string) {
    super(`Cannot call service "${service}": profile "${profile}" does not name it`)
  }
}

/** A service is called for somebody whom it has no answer for, such as a citizen at a service for staff. */
export class CallerNotTaken extends KnownError {
  readonly code = 'PLATFORM_CALLER_NOT_TAKEN'
  readonly kind = 'denied'

  constructor(service: ServiceName, kind: Acting['kind']) {
    super(`Cannot call service "${service}": it has no answer for a ${kind}`)
  }
}
