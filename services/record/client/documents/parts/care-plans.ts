import type { CarePlans } from '../../../domain/part/care-plans.ts'
import { carePlanIn } from '../../format/cpd/care-plan-in.ts'
import type { Asking, Said } from '../../source.ts'
import { TYPE_CODES } from '../kinds.ts'
import type { DocumentLibrary } from '../library.ts'
import { readDocuments } from '../read-documents.ts'
import { saidOf } from './entries.ts'

/** The care plans in force, the newest first. */
export async function carePlansFrom(
  library: DocumentLibrary,
  asking: Asking,
): Promise<Said<CarePlans>> {
  const read = await readDocuments(library, asking, {
    ...{ typeCodes: TYPE_CODES.carePlans, formatCodes: null },
    read: carePlanIn,
  })
  return saidOf(read, (found) => found)
}
