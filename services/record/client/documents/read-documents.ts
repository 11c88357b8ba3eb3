import { UpstreamAnswerInvalid } from '../../../nsp/soap/errors.ts'
import type { DocumentReference } from '../../domain/part/document.ts'
import type { Asking } from '../source.ts'
import { inTurns } from './in-turns.ts'
import type { DocumentLibrary, ListedDocument, Wanted } from './library.ts'

/** As many documents of one part as are read; more of them are an error and never left out in silence. */
const MOST_DOCUMENTS = 500
const AT_ONCE = 8

/** What was read of the documents of a part. */
export type ReadDocuments<Read> =
  | { readonly kind: 'read'; readonly found: readonly Read[]; readonly filtered: boolean }
  | { readonly kind: 'none' }
  | { readonly kind: 'allHeldBack' }

/** Which documents make up a part, and how one of them is read. */
export interface DocumentReading<Read> extends Pick<Wanted, 'typeCodes' | 'formatCodes'> {
  /** Looks at what the registry says before anything is fetched; all are taken by default. */
  readonly isWanted?: (document: ListedDocument) => boolean
  readonly read: (content: Buffer, cpr: string, document: DocumentReference) => Read
}

/**
 * Reads all documents of a part that are in force, the newest first. One that cannot be had or read fails the whole: half a
 * part would pass for all of it.
 *
 * @throws {UpstreamAnswerInvalid} for more than 500; and what the library and the reader throw
 */
export async function readDocuments<Read>(
  library: DocumentLibrary,
  asking: Asking,
  { typeCodes, formatCodes, isWanted = () => true, read }: DocumentReading<Read>,
): Promise<ReadDocuments<Read>> {
  const wanted = { typeCodes, formatCodes, deprecatedToo: false }
  const { documents, isFiltered } = await library.list(asking, wanted)
  if (documents.length === 0) return { kind: isFiltered ? 'allHeldBack' : 'none' }
  const chosen = documents.filter(isWanted)
  if (chosen.length > MOST_DOCUMENTS)
    throw new UpstreamAnswerInvalid(`it lists more than ${MOST_DOCUMENTS} documents of one kind`)
  const contents = await inTurns(chosen, AT_ONCE, async ({ reference }) => {
    const content = await library.content(asking, reference)
    return content && [read(content, asking.regarding.cpr, reference)]
  })
  const found = contents.flatMap((each) => each ?? [])
  const isHeldBack = contents.includes(null)
  if (found.length === 0 && isHeldBack) return { kind: 'allHeldBack' }
  return { kind: 'read', found, filtered: isFiltered || isHeldBack }
}
