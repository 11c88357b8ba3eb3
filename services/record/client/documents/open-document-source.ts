import type { Platform } from '../../../nsp/platform/platform.ts'
import type { DocumentSource } from '../source.ts'
import { contentFrom } from './content-from.ts'
import { appointmentsFrom } from './parts/appointments.ts'
import { carePlansFrom } from './parts/care-plans.ts'
import { diagnosesFrom } from './parts/diagnoses.ts'
import { documentsFrom } from './parts/documents.ts'
import { maternityFrom } from './parts/maternity.ts'
import { measurementsFrom } from './parts/measurements.ts'
import { xdsLibrary } from './xds-library.ts'

/**
 * The parts of a record that are documents of document sharing.
 *
 * Each throws what {@link xdsLibrary} throws, and {@link DocumentUnreadable} for a document that breaks its standard: a part is
 * whole, or it is not there. `contentOf` throws {@link DocumentHeldBack} where consent holds a document back.
 */
export function openDocumentSource({ platform }: { readonly platform: Platform }): DocumentSource {
  const dds = xdsLibrary(platform, 'dds')
  return {
    appointments: (asking, range) => appointmentsFrom(dds, asking, range),
    carePlans: (asking) => carePlansFrom(dds, asking),
    diagnoses: (asking) => diagnosesFrom(dds, asking),
    maternity: (asking) => maternityFrom(dds, asking),
    measurements: (asking, range) => measurementsFrom(dds, asking, range),
    documents: (asking, types) => documentsFrom(dds, asking, types),
    contentOf: (asking, document) => contentFrom(dds, asking, document),
  }
}
