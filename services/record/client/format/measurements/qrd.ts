import { attribute, child, children } from '../../../../nsp/xml/element.ts'
import { XmlRefused } from '../../../../nsp/xml/errors.ts'
import type { OrganisationName } from '../../../domain/coded.ts'
import type { DocumentReference } from '../../../domain/part/document.ts'
import type { Measurement } from '../../../domain/part/measurements.ts'
import { readingAs } from '../../documents/errors.ts'
import { neededCode } from '../cda/code.ts'
import { type CdaDocument, cdaOf, servicePeriodOf } from '../cda/document.ts'
import { relatedTo, type Statement, statementsOf } from '../cda/entry.ts'
import { hl7 } from '../cda/names.ts'
import { NO_VALUE, type Value, valueIn } from '../cda/value.ts'
import { requirePlain } from './plain-statement.ts'
import { timeOf } from './statement-time.ts'

/**
 * The answers of a QRD-DK document: a number where one number was answered, else a text; several choices are one text. An
 * answer is of the time that it or its group says, else of the end of the time in which the form was filled in, else of the
 * document's making. What is measured by is left open: the answers are the citizen's, or a relative's.
 *
 * @param cpr the citizen whom the document must be about
 * @throws {DocumentUnreadable}
 * @see QRD-DK 1.3
 */
export const answersInQrd = (
  content: Buffer,
  cpr: string,
  document: DocumentReference,
): readonly Measurement[] =>
  readingAs('QRD-DK', () => {
    const cda = cdaOf(content, cpr)
    const filledInAt = timeOfForm(cda)
    return statementsOf(cda.sections)
      .filter(isAnswer)
      .flatMap(withAnswersBelow)
      .map((statement) => answerOf(statement, { ...cda, filledInAt, document }))
  })

interface Form {
  readonly filledInAt: string
  readonly author: OrganisationName | null
  readonly document: DocumentReference
}

function answerOf(statement: Statement, { filledInAt, author, document }: Form): Measurement {
  const { element, place } = statement
  requirePlain(statement)
  return {
    at: timeOf(statement) ?? filledInAt,
    code: neededCode(child(element, hl7('code')), `${place}/code`),
    ...answered(statement),
    measuredBy: null,
    responsible: author,
    document,
  }
}

function answered({ element, place }: Statement): Value {
  const values = children(element, hl7('value')).map((value) => valueIn(value, `${place}/value`))
  const [only = NO_VALUE] = values
  if (values.length < 2) return only
  const words = values.map(({ text, value, unit }) => text ?? [value, unit].join(' ').trim())
  return { ...NO_VALUE, text: words.join('; ') }
}

const ANSWER_TEMPLATES = '2.16.840.1.113883.10.20.33.4.'

const isAnswer = ({ element }: Statement): boolean =>
  element.localName === 'observation' &&
  children(element, hl7('templateId')).some((id) =>
    attribute(id, 'root')?.startsWith(ANSWER_TEMPLATES),
  )

const withAnswersBelow = (statement: Statement): readonly Statement[] => [
  statement,
  ...relatedTo(statement, ['REFR', 'COMP']).filter(isAnswer).flatMap(withAnswersBelow),
]

function timeOfForm({ root, madeAt }: CdaDocument): string {
  const { start, end } = servicePeriodOf(root)
  const at = end ?? start ?? madeAt
  if (at) return at
  throw new XmlRefused('effectiveTime is missing')
}
