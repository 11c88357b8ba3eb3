import type { DayRange } from '../../../domain/asker.ts'
import type { Appointments } from '../../../domain/part/appointments.ts'
import { appointmentsIn } from '../../format/apd/appointments-in.ts'
import { appointmentsWithin } from '../../format/apd/appointments-within.ts'
import type { Asking, Said } from '../../source.ts'
import { TYPE_CODES } from '../kinds.ts'
import type { DocumentLibrary } from '../library.ts'
import { readDocuments } from '../read-documents.ts'
import { mayLieWithin } from '../within-service-time.ts'
import { saidOf } from './entries.ts'

/** The appointments of a range of days, both of its ends included; by their beginning. */
export async function appointmentsFrom(
  library: DocumentLibrary,
  asking: Asking,
  range: DayRange,
): Promise<Said<Appointments>> {
  const span = {
    from: range.from === null ? null : Date.parse(range.from),
    to: range.to === null ? null : Date.parse(`${range.to}T23:59:59Z`),
  }
  const read = await readDocuments(library, asking, {
    ...{ typeCodes: TYPE_CODES.appointments, formatCodes: null },
    isWanted: (document) => mayLieWithin(document, span),
    read: appointmentsIn,
  })
  return saidOf(read, (found) => appointmentsWithin(found.flat(), range))
}
