import { KnownError } from '../../../kit/errors.ts'
import { XmlRefused } from '../../../nsp/xml/errors.ts'

/** A document that its source gave, and that breaks its own standard, or is about somebody else. */
export class DocumentUnreadable extends KnownError {
  readonly code = 'DOCUMENT_UNREADABLE'
  readonly kind = 'unavailable'

  /**
   * @param format such as `APD-DK`
   * @param state the rule and the place where it is broken, without a value of the document: it is about a person
   */
  constructor(format: string, state: string, options: { readonly cause?: unknown } = {}) {
    super(`Cannot read document "${format}": ${state}`, options)
  }
}

/**
 * Reads a document of XML; what its reader refuses bears the name of its format.
 *
 * @throws {DocumentUnreadable}
 */
export function readingAs<Read>(format: string, read: () => Read): Read {
  try {
    return read()
  } catch (cause) {
    if (cause instanceof XmlRefused) throw new DocumentUnreadable(format, cause.state, { cause })
    throw cause
  }
}
