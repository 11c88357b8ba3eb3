import type { Code, Instant, OrganisationName } from '../coded.ts'

/** A document of document sharing, as its registry describes it. */
export interface DocumentReference {
  readonly uniqueId: string
  readonly repositoryId: string
  readonly homeCommunityId: string
  readonly type: Code
  readonly format: Code
  readonly title: string
  readonly mimeType: string
  readonly created: Instant
  readonly author: OrganisationName | null
  /** `APPROVED` or `DEPRECATED`. */
  readonly status: string
  /** Where its content is asked for. */
  readonly source: 'dds' | 'sfsk' | 'mhd'
}

/** Documents of any type, mapped or not. */
export interface Documents {
  readonly entries: readonly DocumentReference[]
  readonly filtered: boolean
}
