import { KnownError } from '../../kit/errors.ts'

/** An identifier breaks its own rules; told apart from one that is merely unknown. */
export class KeyInvalid extends KnownError {
  readonly code = 'KEY_INVALID'
  readonly kind = 'invalid'
}

/** More keys or requests at once than are answered. */
export class TooManyKeys extends KnownError {
  readonly code = 'TOO_MANY_KEYS'
  readonly kind = 'invalid'

  constructor(count: number, most: number) {
    super(`Cannot answer "${count}" keys: ${most} is the most at once`)
  }
}

/** A key names several units. */
export class AmbiguousKey extends KnownError {
  readonly code = 'AMBIGUOUS_KEY'
  readonly kind = 'conflict'

  constructor(key: string, sorIds: readonly string[]) {
    super(`Cannot choose organisation by ${key}: it names ${sorIds.length}`, {
      details: { sorIds },
    })
  }
}

/** No source speaks for that day. */
export class NotRecordedForDay extends KnownError {
  readonly code = 'NOT_RECORDED_FOR_DAY'
  readonly kind = 'not_found'
}

/** A text that is no day, or no instant. */
export class DateInvalid extends KnownError {
  readonly code = 'DATE_INVALID'
  readonly kind = 'invalid'
}

/** The register has no such revision. */
export class RevisionUnknown extends KnownError {
  readonly code = 'REVISION_UNKNOWN'
  readonly kind = 'not_found'

  constructor(asked: number, latest: number) {
    super(`Cannot look at revision "${asked}": the register has 1 to ${latest}`, {
      details: { latest },
    })
  }
}

/** Nothing has been imported yet. */
export class RegisterEmpty extends KnownError {
  readonly code = 'REGISTER_EMPTY'
  readonly kind = 'unavailable'

  constructor() {
    super('Cannot read register: nothing has been imported yet')
  }
}

/** Two places in the change feed to go on from. */
export class PositionAmbiguous extends KnownError {
  readonly code = 'POSITION_AMBIGUOUS'
  readonly kind = 'invalid'

  constructor(revision: number, cursor: string) {
    super(
      `Cannot go on after revision "${revision}" and after "${cursor.slice(0, 100)}": give afterRevision or after, not both`,
    )
  }
}

/** A filter or a search text breaks its rule; told apart from one that nothing meets. */
export class FilterInvalid extends KnownError {
  readonly code = 'FILTER_INVALID'
  readonly kind = 'invalid'
}

/** A source says it, and this caller may not see that source. */
export class Withheld extends KnownError {
  readonly code = 'WITHHELD'
  readonly kind = 'denied'

  constructor(what: string, sources: readonly string[]) {
    const names = sources.map((name) => `"${name}"`).join(' and ')
    super(`Cannot show ${what}: source ${names} is restricted`, { details: { sources } })
  }
}

/** An operation would show more organisations and mailboxes than one answer holds. */
export class AnswerTooLarge extends KnownError {
  readonly code = 'ANSWER_TOO_LARGE'
  readonly kind = 'invalid'

  constructor(most: number) {
    super(`Cannot answer operation: it shows more than "${most}" organisations and endpoints`, {
      details: { most },
    })
  }
}

/** A text that names no message type. */
export class MessageTypeInvalid extends KnownError {
  readonly code = 'MESSAGE_TYPE_INVALID'
  readonly kind = 'invalid'
}
