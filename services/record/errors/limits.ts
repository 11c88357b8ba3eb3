import { KnownError } from '../../kit/errors.ts'

/** One operation asks for the records of more citizens, or in more ways, than are asked for at once. */
export class TooManyRecords extends KnownError {
  readonly code = 'TOO_MANY_RECORDS'
  readonly kind = 'invalid'

  constructor(most: number) {
    super(`Cannot read records: an operation asks for at most ${most}, and no source was asked`, {
      details: { most },
    })
  }
}

/** One operation asks for the contents of more documents, or of larger ones, than it is answered with. */
export class TooManyContents extends KnownError {
  readonly code = 'TOO_MANY_CONTENTS'
  readonly kind = 'invalid'

  constructor(most: number, mostBytes: number) {
    super(
      `Cannot read content of document: an operation is answered with at most ${most} contents, and ${mostBytes} bytes of them`,
      { details: { most, mostBytes } },
    )
  }
}

/** Somebody begins to follow more records, one subscription after the other, than are followed for one. */
export class TooManyFollowed extends KnownError {
  readonly code = 'TOO_MANY_FOLLOWED'
  readonly kind = 'unavailable'

  constructor(most: number, minutes: number) {
    super(`Cannot follow records: ${most} in ${minutes} minutes are the most for one caller`, {
      details: { most, minutes },
    })
  }
}
