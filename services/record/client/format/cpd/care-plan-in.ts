import { child, children, textOf } from '../../../../nsp/xml/element.ts'
import { XmlRefused } from '../../../../nsp/xml/errors.ts'
import type { XmlElement } from '../../../../nsp/xml/parse.ts'
import type { CarePlan } from '../../../domain/part/care-plans.ts'
import type { DocumentReference } from '../../../domain/part/document.ts'
import { readingAs } from '../../documents/errors.ts'
import { wordsOf } from '../cda/code.ts'
import { cdaOf, servicePeriodOf } from '../cda/document.ts'
import { type Statement, statementsOf } from '../cda/entry.ts'
import { hl7 } from '../cda/names.ts'
import { saidIn } from '../cda/person.ts'

/**
 * A CPD-DK document, read as any CDA is: no published example of it is at hand, so that its templates, and which of its entries
 * stand for an activity, are unverified. Every statement of an entry that bears words is taken for one, and a section without
 * entries by its narrative text. The period is that of the service event, the organisation in charge the first author's.
 *
 * @param cpr the citizen whom the document must be about
 * @throws {DocumentUnreadable}
 * @see CPD-DK 2.0, by what CDA R2 says of any document
 */
export const carePlanIn = (content: Buffer, cpr: string, document: DocumentReference): CarePlan =>
  readingAs('CPD-DK', () => {
    const { root, title, author, sections } = cdaOf(content, cpr)
    if (!title) throw new XmlRefused('title is missing')
    const period = servicePeriodOf(root)
    return {
      title,
      period: period.start || period.end ? period : null,
      responsible: author,
      activities: sections.flatMap(activitiesOf),
      document,
    }
  })

function activitiesOf(section: XmlElement): readonly string[] {
  const said = statementsOf([section]).map(wordsOfStatement)
  const words = said.filter((each) => each !== null)
  const narrative = saidIn(textOf(child(section, hl7('text'))))
  if (words.length > 0 || !narrative) return words
  const title = saidIn(textOf(child(section, hl7('title'))))
  return [title ? `${title}: ${narrative}` : narrative]
}

function wordsOfStatement({ element }: Statement): string | null {
  const [text = null] = children(element, hl7('text')).map(textOf)
  return saidIn(wordsOf(child(element, hl7('code'))) ?? text)
}
