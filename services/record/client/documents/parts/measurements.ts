import { DOCUMENT_TYPES } from '../../../../nsp/xds/document-types.ts'
import type { TimeRange } from '../../../domain/asker.ts'
import type { DocumentReference } from '../../../domain/part/document.ts'
import type { Measurement, Measurements } from '../../../domain/part/measurements.ts'
import { measurementsInPhmr } from '../../format/measurements/phmr.ts'
import { answersInQrd } from '../../format/measurements/qrd.ts'
import { measuredWithin, mergedTimeLine } from '../../format/measurements/time-line.ts'
import type { Asking, Said } from '../../source.ts'
import { TYPE_CODES } from '../kinds.ts'
import type { DocumentLibrary } from '../library.ts'
import { readDocuments } from '../read-documents.ts'
import { mayLieWithin } from '../within-service-time.ts'
import { saidOf } from './entries.ts'

/** Measurements and answers to questionnaires of a span of time, both of its ends included; the newest first. */
export async function measurementsFrom(
  library: DocumentLibrary,
  asking: Asking,
  range: TimeRange,
): Promise<Said<Measurements>> {
  const span = { from: epochOf(range.from), to: epochOf(range.to) }
  const read = await readDocuments(library, asking, {
    ...{ typeCodes: TYPE_CODES.measurements, formatCodes: null },
    isWanted: (document) => mayLieWithin(document, span),
    read: measurementsIn,
  })
  return saidOf(read, (found) => measuredWithin(mergedTimeLine(found), range))
}

const epochOf = (instant: string | null): number | null =>
  instant === null ? null : Date.parse(instant)

const measurementsIn = (
  content: Buffer,
  cpr: string,
  document: DocumentReference,
): readonly Measurement[] =>
  document.type.code === DOCUMENT_TYPES.measurements.typeCode.code
    ? measurementsInPhmr(content, cpr, document)
    : answersInQrd(content, cpr, document)
