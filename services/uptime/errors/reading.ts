import { KnownError } from '../../kit/errors.ts'

/** The health of something is shown to its owner and to operators only. */
export class HealthWithheld extends KnownError {
  readonly code = 'HEALTH_WITHHELD'
  readonly kind = 'denied'

  /** @param what names what it is of */
  constructor(what: string) {
    super(`Cannot show health of ${what}: its owner has not released it`)
  }
}

/** A number of days that is none, or further back than anything is kept. */
export class DaysOutOfRange extends KnownError {
  readonly code = 'DAYS_OUT_OF_RANGE'
  readonly kind = 'invalid'

  constructor(days: number, most: number) {
    super(`Cannot tell uptime of "${days}" days: it is told of 1 to ${most}`)
  }
}

/** There is no such page of status, or nothing in it that the caller may see. */
export class StatusNotFound extends KnownError {
  readonly code = 'STATUS_NOT_FOUND'
  readonly kind = 'not_found'

  constructor() {
    super('Cannot show status page: there is none at this address')
  }
}

/** No status has been read yet, or the part that is asked for cannot be read now. */
export class StatusUnread extends KnownError {
  readonly code = 'STATUS_UNREAD'
  readonly kind = 'unavailable'

  constructor() {
    super('Cannot show status: it could not be read yet')
  }
}
