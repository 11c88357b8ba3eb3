import type { Day, OrganisationName } from '../../../domain/coded.ts'
import type { DocumentReference } from '../../../domain/part/document.ts'
import type { MaternitySection } from '../../../domain/part/maternity.ts'
import type { Measurement } from '../../../domain/part/measurements.ts'
import { DocumentUnreadable } from '../../documents/errors.ts'
import { type FhirDocument, fhirDocumentOf } from '../fhir-document/fhir-document.ts'
import { codesOf } from '../fhir-document/words.ts'
import { dueDateIn } from './due-date.ts'
import { wordsOfEntry } from './entry-words.ts'
import { measurementOf } from './measurement-of.ts'

/** What one of the three kinds of document says. */
export interface MaternityDocument {
  readonly pregnancyId: string
  readonly dueDate: Day | null
  readonly author: OrganisationName | null
  readonly sections: readonly MaternitySection[]
  readonly measurements: readonly Measurement[]
  readonly document: DocumentReference
}

const FORMAT = 'Maternity'
const PREGNANCY = /^(urn:oid:)?1\.2\.208\.176\.7\.4\.1$/
const MEASUREMENTS = 'PMR'

/**
 * Reads a PRF (record), PSCR (shared card) or PMR (measurements). Its one section bears the kind and title of the document; the
 * entries of a PMR are measurements, those of the others text.
 *
 * @param cpr the citizen whom the document must be about
 * @throws {DocumentUnreadable}
 */
export function maternityDocumentOf(
  content: Buffer,
  cpr: string,
  document: DocumentReference,
): MaternityDocument {
  const read = fhirDocumentOf(content, cpr, FORMAT)
  const [code] = codesOf(read.composition.type)
  if (!code) throw new DocumentUnreadable(FORMAT, 'Composition.type names no code and system')
  const areMeasurements = code.code === MEASUREMENTS
  const entries = areMeasurements
    ? []
    : read.entries.map((entry, at) => wordsOfEntry(entry, FORMAT, placeOf(at)))
  return {
    pregnancyId: pregnancyOf(read),
    dueDate: dueDateIn(read),
    author: read.author,
    sections: areMeasurements ? [] : [{ code, title: read.composition.title, entries }],
    measurements: areMeasurements
      ? read.entries.map((entry, at) =>
          measurementOf(entry, { read, place: placeOf(at), document }),
        )
      : [],
    document,
  }
}

const placeOf = (index: number): string => `section.entry[${index + 1}]`

function pregnancyOf({ composition }: FhirDocument): string {
  const identifiers = composition.extension.map(({ valueIdentifier }) => valueIdentifier)
  const own = identifiers.filter((each) => PREGNANCY.test(each?.system ?? ''))
  const values = new Set(own.map((each) => each?.value?.trim() ?? ''))
  const [value = ''] = values
  if (values.size === 1 && value) return value
  throw new DocumentUnreadable(FORMAT, 'the pregnancy identifier does not stand there once')
}
