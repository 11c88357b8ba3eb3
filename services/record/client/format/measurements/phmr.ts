import { attribute, child, children } from '../../../../nsp/xml/element.ts'
import { XmlRefused } from '../../../../nsp/xml/errors.ts'
import type { XmlElement } from '../../../../nsp/xml/parse.ts'
import type { OrganisationName } from '../../../domain/coded.ts'
import type { DocumentReference } from '../../../domain/part/document.ts'
import type { Measurement } from '../../../domain/part/measurements.ts'
import { readingAs } from '../../documents/errors.ts'
import { neededCode, wordsOf } from '../cda/code.ts'
import { cdaOf } from '../cda/document.ts'
import { type Statement, statementsOf } from '../cda/entry.ts'
import { hl7 } from '../cda/names.ts'
import { NO_VALUE, valueIn } from '../cda/value.ts'
import { requirePlain } from './plain-statement.ts'
import { timeOf } from './statement-time.ts'

/**
 * The measurements of a PHMR-DK document. Who measured, and how the value came, is told by its method codes.
 *
 * @param cpr the citizen whom the document must be about
 * @throws {DocumentUnreadable}
 * @see PHMR-DK 1.3 and 2.1
 */
export const measurementsInPhmr = (
  content: Buffer,
  cpr: string,
  document: DocumentReference,
): readonly Measurement[] =>
  readingAs('PHMR-DK', () => {
    const { author, sections } = cdaOf(content, cpr)
    return statementsOf(sections)
      .filter(({ element }) => element.localName === 'observation')
      .map((statement) => measurementOf(statement, { responsible: author, document }))
  })

function measurementOf(
  statement: Statement,
  origin: { readonly responsible: OrganisationName | null; readonly document: DocumentReference },
): Measurement {
  const { element, place } = statement
  requirePlain(statement)
  const at = timeOf(statement)
  if (!at) throw new XmlRefused(`${place} has no time`)
  const values = children(element, hl7('value'))
  if (values.length > 1) throw new XmlRefused(`${place} has several values`)
  const [value] = values
  return {
    at,
    code: neededCode(child(element, hl7('code')), `${place}/code`),
    ...(value ? valueIn(value, `${place}/value`) : NO_VALUE),
    measuredBy: methodsOf(element),
    ...origin,
  }
}

function methodsOf(observation: XmlElement): string | null {
  const methods = children(observation, hl7('methodCode')).map(
    (method) => wordsOf(method) ?? attribute(method, 'code'),
  )
  return methods.filter((method) => method !== null).join(', ') || null
}
