import { UpstreamAnswerInvalid } from '../../../nsp/soap/errors.ts'
import { XmlRefused } from '../../../nsp/xml/errors.ts'

/**
 * Runs what reads an answer, so that an answer without what the standard demands is told as one.
 *
 * @throws {UpstreamAnswerInvalid} for every {@link XmlRefused} within; the rest passes through
 */
export function readAnswer<T>(read: () => T): T {
  try {
    return read()
  } catch (cause) {
    if (cause instanceof XmlRefused) {
      throw new UpstreamAnswerInvalid('it lacks what the standard demands', { cause })
    }
    throw cause
  }
}
