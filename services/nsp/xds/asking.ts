import type { Acting, Regarding } from '../platform/acting.ts'
import type { PlatformCall } from '../platform/platform.ts'
import { UpstreamAnswerInvalid } from '../soap/errors.ts'
import { XmlRefused } from '../xml/errors.ts'

/** Who asks for documents, about whom. */
export interface DocumentsAsking {
  readonly acting: Acting
  readonly regarding: Regarding
  readonly signal?: AbortSignal
}

/** What of who asks goes into a call. */
export const callOf = ({
  acting,
  regarding,
  signal,
}: DocumentsAsking): Pick<PlatformCall, 'acting' | 'regarding' | 'signal'> => ({
  acting,
  regarding,
  ...(signal && { signal }),
})

/**
 * Reads an answer, and says so where it breaks the standard.
 *
 * @throws {UpstreamAnswerInvalid}
 */
export function reading<Answer>(read: () => Answer): Answer {
  try {
    return read()
  } catch (cause) {
    if (!(cause instanceof XmlRefused)) throw cause
    throw new UpstreamAnswerInvalid('it breaks the standard of document sharing', { cause })
  }
}
