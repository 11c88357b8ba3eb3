import { contentFrom } from '../documents/content-from.ts'
import { maternityFrom } from '../documents/parts/maternity.ts'
import type { MaternitySource } from '../source.ts'
import { type MhdLibraryOptions, mhdLibrary } from './mhd-library.ts'

/**
 * The maternity record over MHD.
 *
 * Throws what {@link mhdLibrary} throws, and {@link DocumentUnreadable} for a document that breaks its standard.
 */
export function openMaternitySource(options: MhdLibraryOptions): MaternitySource {
  const library = mhdLibrary(options)
  return {
    maternity: (asking) => maternityFrom(library, asking),
    contentOf: (asking, document) => contentFrom(library, asking, document),
  }
}
