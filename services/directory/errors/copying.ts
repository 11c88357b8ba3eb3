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
