import type { Maternity } from '../../../domain/part/maternity.ts'
import { mergedTimeLine } from '../measurements/time-line.ts'
import type { MaternityDocument } from './maternity-document.ts'

/**
 * One pregnancy of all the documents that tell of it: that of the newest document. Documents of another pregnancy are no part of
 * it. Due date and author are those of the newest document that names one.
 *
 * @param documents the newest first, one at least
 */
export function maternityOf(
  documents: readonly [MaternityDocument, ...(readonly MaternityDocument[])],
): Maternity {
  const [{ pregnancyId }] = documents
  const own = documents.filter((each) => each.pregnancyId === pregnancyId)
  return {
    pregnancyId,
    dueDate: own.find(({ dueDate }) => dueDate)?.dueDate ?? null,
    author: own.find(({ author }) => author)?.author ?? null,
    sections: own.flatMap(({ sections }) => sections),
    measurements: mergedTimeLine(own.map(({ measurements }) => measurements)),
    documents: own.map(({ document }) => document),
  }
}
