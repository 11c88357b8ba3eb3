import type { Maternity } from '../../../domain/part/maternity.ts'
import { maternityDocumentOf } from '../../format/maternity/maternity-document.ts'
import { maternityOf } from '../../format/maternity/maternity-of.ts'
import type { Asking, Said } from '../../source.ts'
import { TYPE_CODES } from '../kinds.ts'
import type { DocumentLibrary } from '../library.ts'
import { readDocuments } from '../read-documents.ts'

/**
 * The maternity record of the newest pregnancy. It has no place to say that a part of it is held back: then all of it is said to
 * be, since what is left could pass for the whole.
 */
export async function maternityFrom(
  library: DocumentLibrary,
  asking: Asking,
): Promise<Said<Maternity>> {
  const said = await readDocuments(library, asking, {
    ...{ typeCodes: TYPE_CODES.maternity, formatCodes: null },
    read: maternityDocumentOf,
  })
  if (said.kind !== 'read') return said
  if (said.filtered) return { kind: 'allHeldBack' }
  const [newest, ...others] = said.found
  return newest ? { kind: 'found', part: maternityOf([newest, ...others]) } : { kind: 'none' }
}
