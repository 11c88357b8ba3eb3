import { KnownError } from '../../kit/errors.ts'

/** Why a file as a whole is refused. */
export type RefusalRule =
  | 'FILE_EMPTY'
  | 'FILE_UNKNOWN'
  | 'FILE_TRUNCATED'
  | 'FILE_MALFORMED'
  | 'FILE_ENCODING'
  | 'HEADER_MISSING'
  | 'TOO_DEEP'
  | 'TOO_LONG'
  | 'ARCHIVE_SUSPICIOUS'
  | 'OLDER_THAN_LAST'
  | 'CLOSES_TOO_MANY'
  | 'FOLLOWS_ANOTHER'

/** An import was refused as a whole; the register is as it was. */
export class ImportRefused extends KnownError {
  readonly code = 'IMPORT_REFUSED'
  readonly kind = 'conflict'
  readonly rule: RefusalRule

  constructor(rule: RefusalRule, message: string, options: { readonly cause?: unknown } = {}) {
    super(message, { ...options, details: { rule } })
    this.rule = rule
  }
}

/** What the caller asks of an import does not fit together. */
export class ImportUnusable extends KnownError {
  readonly code = 'IMPORT_UNUSABLE'
  readonly kind = 'invalid'
}
