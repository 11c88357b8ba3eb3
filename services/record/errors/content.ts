import { KnownError } from '../../kit/errors.ts'

/** The content of a document could not be had; `reason` is the code that a part would give. */
export class DocumentContentUnavailable extends KnownError {
  readonly code = 'DOCUMENT_CONTENT_UNAVAILABLE'
  readonly kind = 'unavailable'

  constructor(source: string, reason: string) {
    super(`Cannot read content of document: source "${source}" answers ${reason}`, {
      details: { source, reason },
    })
  }
}
