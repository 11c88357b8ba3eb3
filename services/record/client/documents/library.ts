import type { XdsCode } from '../../../nsp/xds/document-entry.ts'
import type { Instant } from '../../domain/coded.ts'
import type { DocumentReference } from '../../domain/part/document.ts'
import type { Asking } from '../source.ts'

/** Which documents of a citizen are asked for; what is null does not narrow. */
export interface Wanted {
  readonly typeCodes: readonly Pick<XdsCode, 'code' | 'scheme'>[] | null
  readonly formatCodes: readonly string[] | null
  /** Superseded documents beside those in force. */
  readonly deprecatedToo: boolean
}

/** A document, and the time of what it documents where its registry says so. */
export interface ListedDocument {
  readonly reference: DocumentReference
  readonly service: { readonly start: Instant | null; readonly stop: Instant | null }
}

/** What a citizen has of the documents wanted. */
export interface Listing {
  /** The newest first. */
  readonly documents: readonly ListedDocument[]
  /** Consent held some back, or all where there is none. */
  readonly isFiltered: boolean
}

/** A place that documents are listed and kept in: XDS, or MHD in front of it. */
export interface DocumentLibrary {
  list(asking: Asking, wanted: Wanted): Promise<Listing>
  /** @returns null where consent holds this one back */
  content(asking: Asking, document: DocumentReference): Promise<Buffer | null>
}

/** The newest first; of those made at one time, as their registry gives them. */
export const newestFirst = (documents: readonly ListedDocument[]): readonly ListedDocument[] =>
  documents.toSorted(
    (one, other) => Date.parse(other.reference.created) - Date.parse(one.reference.created),
  )
