import { KnownError } from '../../kit/errors.ts'

/** A copy is asked for in a way that names none. */
export class ExportUnusable extends KnownError {
  readonly code = 'EXPORT_UNUSABLE'
  readonly kind = 'invalid'
}

/** As many copies are being read as this process gives at one time. */
export class CopiesBusy extends KnownError {
  readonly code = 'EXPORTS_BUSY'
  readonly kind = 'unavailable'

  constructor(most: number) {
    super(`Cannot begin export: "${most}" are being read, which is as many as are given at once`)
  }
}

/** This hub follows another one, and its copy begins later. */
export class RevisionNotHeld extends KnownError {
  readonly code = 'REVISION_NOT_HELD'
  readonly kind = 'not_found'

  /** @param earliest the first revision that was copied */
  constructor(asked: number, earliest: number) {
    super(`Cannot look at revision "${asked}": what this hub copied begins with ${earliest}`, {
      details: { earliest },
    })
  }
}

/** The database holds what was not copied from the hub that it shall follow. */
export class NotACopy extends KnownError {
  readonly code = 'NOT_A_COPY'
  readonly kind = 'conflict'

  constructor(url: string, holds: string) {
    super(`Cannot follow "${url}" with this database: ${holds}`)
  }
}

/** Following is asked for in a way that cannot be done. */
export class FollowUnusable extends KnownError {
  readonly code = 'FOLLOW_UNUSABLE'
  readonly kind = 'invalid'
}

/** The hub that is followed does not answer, or not as it should. */
export class HubUnavailable extends KnownError {
  readonly code = 'HUB_UNAVAILABLE'
  readonly kind = 'unavailable'
}

/** The hub that is followed does not know this one's token. */
export class HubRefuses extends KnownError {
  readonly code = 'HUB_REFUSES'
  readonly kind = 'denied'
}

/** The stream of a copy ended before its last line; nothing of it counts. */
export class CopyTorn extends KnownError {
  readonly code = 'COPY_TORN'
  readonly kind = 'unavailable'
}

/** A copy is of another format, or of other tables than this version holds. */
export class CopyUnreadable extends KnownError {
  readonly code = 'COPY_UNREADABLE'
  readonly kind = 'invalid'
}

/** What is held after a copy was taken is not what its source holds. */
export class CopyDiffers extends KnownError {
  readonly code = 'COPY_DIFFERS'
  readonly kind = 'conflict'

  /** @param tables names of those that differ */
  constructor(revision: number, tables: readonly string[]) {
    super(`Cannot take copy of revision "${revision}": its source holds others`, {
      details: { tables },
    })
  }
}

/** A copy was made before values were redacted that it still holds. */
export class CopyVoid extends KnownError {
  readonly code = 'COPY_VOID'
  readonly kind = 'conflict'

  constructor(revision: number, voidBefore: number) {
    super(
      `Cannot take copy of revision "${revision}": what was copied before ${voidBefore} is void`,
    )
  }
}

/** What there is does not continue what is held; only the whole does. */
export class CopyApart extends KnownError {
  readonly code = 'COPY_APART'
  readonly kind = 'conflict'
}
