import type { Platform } from '../platform/platform.ts'
import { callOf, type DocumentsAsking, reading } from './asking.ts'
import type { DocumentEntry } from './document-entry.ts'
import { ACTION, rim } from './names.ts'
import { EntryList, readQueryResponse } from './query-response.ts'
import { type Completeness, completenessOf } from './registry-response.ts'
import {
  type FindDocuments,
  findDocuments,
  type GetDocuments,
  getDocuments,
} from './stored-query.ts'

/** Registries that are asked. */
export type RegistryName = 'dds-registry' | 'sfsk-registry'

/** What is asked of which registry; the patient of FindDocuments is the one whom the call regards. */
export interface DocumentsQuestion extends DocumentsAsking {
  readonly registry: RegistryName
  readonly query:
    | ({ readonly kind: 'find' } & Omit<FindDocuments, 'cpr'>)
    | ({ readonly kind: 'get' } & GetDocuments)
}

/** What a registry found. Nothing found and `isFiltered` says that consent held back everything there is. */
export interface FoundDocuments extends Completeness {
  readonly entries: readonly DocumentEntry[]
}

/**
 * Asks a registry for entries of documents (ITI-18).
 *
 * @throws {XdsFailure} where the registry says that it failed
 * @throws {UpstreamAnswerInvalid} where its answer breaks the standard; and what {@link Platform.call} throws
 */
export async function queryDocuments(
  platform: Platform,
  question: DocumentsQuestion,
): Promise<FoundDocuments> {
  const { registry, query, regarding } = question
  const body =
    query.kind === 'find' ? findDocuments({ ...query, cpr: regarding.cpr }) : getDocuments(query)
  const entries = new EntryList()
  const answer = await platform.call({
    ...{ service: registry, action: ACTION.registryStoredQuery, body },
    ...callOf(question),
    streamed: {
      ...{ parent: rim('RegistryObjectList'), name: rim('ExtrinsicObject') },
      take: (object) => entries.add(object),
    },
  })
  // Where it did not come as plain XML, they are in the answer still.
  const outcome = reading(() => readQueryResponse(answer.body, entries))
  return { entries: entries.all, ...completenessOf(outcome) }
}
