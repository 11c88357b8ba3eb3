import type { Documents } from '../../../domain/part/document.ts'
import type { Asking, Said } from '../../source.ts'
import type { DocumentLibrary } from '../library.ts'

/**
 * All documents that a registry lists, superseded ones among them, the newest first.
 *
 * @param types type codes; null for all
 */
export async function documentsFrom(
  library: DocumentLibrary,
  asking: Asking,
  types: readonly string[] | null,
): Promise<Said<Documents>> {
  const all = { typeCodes: null, formatCodes: null, deprecatedToo: true }
  const { documents, isFiltered } = await library.list(asking, all)
  if (documents.length === 0) return { kind: isFiltered ? 'allHeldBack' : 'none' }
  const wanted = types && new Set(types)
  const entries = documents
    .map(({ reference }) => reference)
    .filter(({ type }) => wanted?.has(type.code) ?? true)
  if (entries.length === 0 && !isFiltered) return { kind: 'none' }
  return { kind: 'found', part: { entries, filtered: isFiltered } }
}
