import type { Diagnoses } from '../../../domain/part/diagnoses.ts'
import { diagnosesIn } from '../../format/condition-list/diagnoses-in.ts'
import type { Asking, Said } from '../../source.ts'
import { TYPE_CODES } from '../kinds.ts'
import type { DocumentLibrary } from '../library.ts'
import { readDocuments } from '../read-documents.ts'

/**
 * The diagnoses of all lists in force, those of the newest list first. Author and document are the newest list's: where a citizen
 * has several, the others are among the documents.
 */
export async function diagnosesFrom(
  library: DocumentLibrary,
  asking: Asking,
): Promise<Said<Diagnoses>> {
  const said = await readDocuments(library, asking, {
    ...{ typeCodes: TYPE_CODES.diagnoses, formatCodes: null },
    read: (content, cpr, document) => ({ ...diagnosesIn(content, cpr), document }),
  })
  if (said.kind !== 'read') return said
  const [newest] = said.found
  if (!newest) return { kind: 'none' }
  const entries = said.found.flatMap((list) => list.entries)
  return { kind: 'found', part: { ...newest, entries, filtered: said.filtered } }
}
