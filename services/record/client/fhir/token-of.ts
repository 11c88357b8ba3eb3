import type { Secret } from '../../../kit/secret.ts'
import type { Acting } from '../../../nsp/platform/acting.ts'

/** The token by which a FHIR server lets somebody in: that of the sign-in. The system itself has none, and is turned away. */
export function tokenOf(acting: Acting): Secret | null {
  if (acting.kind === 'system') return null
  return acting.kind === 'citizen' ? acting.jwt : acting.accessToken
}
