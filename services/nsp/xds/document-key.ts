/** What a document is fetched by. */
export interface DocumentKey {
  readonly uniqueId: string
  readonly repositoryUniqueId: string
  /** Without `urn:oid:` before it; empty where none is known. */
  readonly homeCommunityId: string
}
