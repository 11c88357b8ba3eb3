import { KnownError } from '../../../kit/errors.ts'

/** Consent holds back the content of a document that is listed. */
export class DocumentHeldBack extends KnownError {
  readonly code = 'DOCUMENT_HELD_BACK'
  readonly kind = 'denied'

  constructor() {
    super('Cannot read content of document: consent holds it back')
  }
}
