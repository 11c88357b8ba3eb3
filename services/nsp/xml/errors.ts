import { KnownError } from '../../kit/errors.ts'

/** XML that is not taken: too large, too deep, with a DTD, not well-formed, or without what the standard demands. */
export class XmlRefused extends KnownError {
  readonly code = 'XML_REFUSED'
  readonly kind = 'invalid'
  /** What is wrong with it, for those who know what the XML is. */
  readonly state: string

  /** @param state what is wrong with it, without a value of it: what it holds may be about a person */
  constructor(state: string, options: { readonly cause?: unknown } = {}) {
    super(`Cannot read XML: ${state}`, options)
    this.state = state
  }
}
