import type { ViewedCatalogue } from '../domain/catalogue/catalogue.ts'
import type { Criterion, Modifier, ParameterType } from './criterion.ts'
import type { AnyResource, Resource, ResourceType } from './resource.ts'

/**
 * A search parameter of one type. `_id` (token) and `_lastUpdated` (date) are parameters of every type without being listed:
 * their criteria reach {@link ResourceReader.search} like all others.
 */
export interface SearchParameter {
  readonly name: string
  readonly type: ParameterType
  /** Those that the reader honours. */
  readonly modifiers: readonly Modifier[]
  /** Of a reference: what it may point at; else none. */
  readonly targets: readonly ResourceType[]
  /** Canonical URL of the definition; null for one that no standard defines. */
  readonly definition: string | null
  readonly documentation: string
}

/** A way from a resource to others: what `_include=Location:organization` follows. */
export interface ResourceLink {
  /** Name of a reference parameter of this type. */
  readonly parameter: string
  readonly target: ResourceType
  /** Ids of `target` that the resource points at. */
  idsOf(resource: Resource): readonly string[]
}

/** What the directory says of one type, the same for every caller. */
export interface ResourceKind {
  readonly type: ResourceType
  /** Canonical URLs of profiles that each resource obeys, or that some obey. */
  readonly profiles: readonly string[]
  readonly documentation: string
  readonly parameters: readonly SearchParameter[]
  /** Parameters that `_sort` takes, beside `_id` and `_lastUpdated`. */
  readonly sortable: readonly string[]
  /**
   * Followed forwards by `_include` and backwards by `_revinclude` of the target: for the latter, the reader must take a
   * `reference` criterion of the parameter with many ids.
   */
  readonly links: readonly ResourceLink[]
}

/** What is looked at: every page of one search, and of one history, looks at the same. */
export interface Moment {
  readonly revision: number
  /** When that revision was recorded, RFC 3339 in UTC with milliseconds. */
  readonly recordedAt: string
  /** The calendar day in Copenhagen that searches and reads answer for. */
  readonly day: string
}

/** Gone: the register held it, and does not any more. */
export interface Tombstone {
  readonly id: string
  readonly versionId: string
  readonly lastUpdated: string
}

export type ReadResult =
  | { readonly kind: 'found'; readonly resource: Resource }
  | { readonly kind: 'gone'; readonly tombstone: Tombstone }

/** The order of a search; the reader adds the id, so that it is total. */
export interface SortKey {
  /** `_id`, `_lastUpdated`, or one of the kind's sortable parameters. */
  readonly parameter: string
  readonly descending: boolean
}

/** So many matches are counted without being asked. */
export const FEW_MATCHES = 1_000

export interface SearchPage {
  /** What the reader gave as `next` of the page before; null for the first. */
  readonly after: string | null
  /** 0 asks for the total alone, whatever it costs. */
  readonly count: number
  /** Each parameter once, and nothing behind `_id`. */
  readonly sort: readonly SortKey[]
  /** Matches are counted where that costs little, and where they are {@link FEW_MATCHES} at most. */
  readonly countsFew: boolean
}

export interface SearchResult {
  readonly resources: readonly Resource[]
  /** Exact; null where they are not counted. */
  readonly total: number | null
  /** Names the last resource of the page; null when nothing follows. Safe in a URL after encoding, no personal data. */
  readonly next: string | null
}

export interface HistoryPage {
  /** Of one resource; null for the whole type. */
  readonly id: string | null
  /** Only what revisions after this one did; 0 for all. */
  readonly afterRevision: number
  readonly after: string | null
  readonly count: number
}

/** One version of one resource: what a revision made of it. */
export type HistoryEntry = {
  readonly id: string
  readonly versionId: string
  readonly lastUpdated: string
} & (
  | { readonly kind: 'created' | 'updated'; readonly resource: Resource }
  | { readonly kind: 'deleted' }
)

export interface HistoryResult {
  /** The latest revision first, within one by id; one entry at most for each resource and revision. */
  readonly entries: readonly HistoryEntry[]
  readonly total: number
  readonly next: string | null
}

/** Resources of one type, as one caller may see them at one moment. */
export interface ResourceReader {
  /** @returns what is known of each id; ids that were never held are absent */
  read(ids: readonly string[]): Promise<ReadonlyMap<string, ReadResult>>
  /** @returns the version that was asked for; null where that revision made none of this resource */
  version(id: string, versionId: string): Promise<HistoryEntry | null>
  search(criteria: readonly Criterion[], page: SearchPage): Promise<SearchResult>
  history(page: HistoryPage): Promise<HistoryResult>
}

/** The register as FHIR, as one caller may see it, for the time of one request. */
export interface FhirRegister {
  /** @throws {RegisterEmpty} where nothing has been imported yet */
  latest(): Promise<Moment>
  /**
   * The moment that a page's link names.
   *
   * @throws {RevisionUnknown} where there is no such revision; {DateInvalid} where that is no day
   */
  moment(revision: number, day: string): Promise<Moment>
  /** @returns the last revision recorded before the instant (RFC 3339 in UTC); 0 where there is none */
  lastRevisionBefore(instant: string): Promise<number>
  reader(type: ResourceType, moment: Moment): ResourceReader
  /** The same in the directory's own words: for operations. */
  catalogue(moment: Moment): Promise<ViewedCatalogue>
  /** Stands for what the caller may see: no two sets of rights share one. Goes into ETags. */
  readonly rights: string
}

/** Values by name, in the order they came, from a query or from a Parameters resource in the body. */
export type OperationInput = ReadonlyMap<string, readonly (string | AnyResource)[]>

/** An operation called by `$name` on a type. */
export interface Operation {
  /** Without the dollar. */
  readonly name: string
  readonly type: ResourceType
  /** Canonical URL of its OperationDefinition. */
  readonly definition: string
  readonly documentation: string
  /** Other parameters are refused. */
  readonly parameters: readonly OperationParameter[]
  /** @throws KnownErrors, which are answered as an OperationOutcome */
  run(input: OperationInput, call: OperationCall): Promise<AnyResource>
}

export interface OperationParameter {
  readonly name: string
  readonly min: 0 | 1
  readonly max: '1' | '*'
}

/** What an operation is run with. */
export interface OperationCall {
  readonly register: FhirRegister
  readonly moment: Moment
  /** Of the server, without a slash at the end: for `fullUrl`. */
  readonly base: string
}

/** All that `/fhir` answers from: made once, by the service. */
export interface FhirContent {
  readonly kinds: readonly ResourceKind[]
  readonly operations: readonly Operation[]
  /** @param grants names of restricted sources that the caller may see */
  register(grants: ReadonlySet<string>): FhirRegister
}
