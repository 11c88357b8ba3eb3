import { contentFrom } from '../documents/content-from.ts'
import { maternityFrom } from '../documents/parts/maternity.ts'
import type { FhirClient } from '../fhir/fhir-client.ts'
import type { MaternitySource } from '../source.ts'
import { mhdLibrary } from './mhd-library.ts'

/**
 * The maternity record over MHD, with the token of the sign-in: that the server takes it is unverified.
 *
 * Throws what {@link mhdLibrary} throws, and {@link DocumentUnreadable} for a document that breaks its standard.
 */
export function openMaternitySource(client: FhirClient): MaternitySource {
  const library = mhdLibrary(client)
  return {
    maternity: (asking) => maternityFrom(library, asking),
    contentOf: (asking, document) => contentFrom(library, asking, document),
  }
}
