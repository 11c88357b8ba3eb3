import { type RawBuilder, sql } from 'kysely'
import { VERSION_TABLES } from '../import/version-tables.ts'
import type { Tables } from '../tables.ts'

/** What is copied: what stands at `revision`, or what came after `after` up to it. */
export interface CopyRange {
  readonly revision: number
  readonly after: number | null
  readonly sources: readonly string[]
}

/** A table as a copy holds it. Conditions are about rows that go by the name `t`. */
export interface CopyTable {
  readonly name: keyof Tables
  readonly columns: readonly string[]
  /** What goes out in place of a column. */
  readonly instead: (range: CopyRange) => Readonly<Record<string, RawBuilder<unknown>>>
  /** Rows that go out. */
  readonly isCopied: (range: CopyRange) => RawBuilder<boolean>
  /** Rows that the reader holds once it has them, where they are counted. */
  readonly isHeld: ((revision: number) => RawBuilder<boolean>) | null
  /** The column that names a row's source; rows of others are not shown. */
  readonly sourceColumn: 'source' | 'name' | null
  /** Rows have an end of their own that is told apart from them. */
  readonly hasEnds: boolean
}

const NOTHING_INSTEAD = (): Readonly<Record<string, RawBuilder<unknown>>> => ({})

const REVISION: CopyTable = {
  name: 'revision',
  columns: ['number', 'recorded_at'],
  instead: NOTHING_INSTEAD,
  isCopied: (range) => isAfter(sql`t.number`, range),
  isHeld: (revision) => sql<boolean>`t.number <= ${revision}::int`,
  sourceColumn: null,
  hasEnds: false,
}

const SOURCE: CopyTable = {
  name: 'source',
  columns: ['name', 'format', 'rank', 'visibility', 'is_sample'],
  instead: NOTHING_INSTEAD,
  isCopied: () => sql<boolean>`true`,
  isHeld: () => sql<boolean>`true`,
  sourceColumn: 'name',
  hasEnds: false,
}

// Reason and author stay with the hub that blanked; of the sources that held the subject, only those are told that the
// reader sees.
const REDACTION: CopyTable = {
  name: 'redaction',
  columns: ['id', 'subject_type', 'subject_id', 'fields', 'sources', 'revision', 'recorded_at'],
  instead: ({ sources }) => ({
    sources: sql`array(select name from unnest(t.sources) as name where name = any(${[...sources]}::text[]))`,
  }),
  isCopied: (range) =>
    sql<boolean>`(${isAfter(sql`t.revision`, range)} and t.sources && ${[...range.sources]}::text[])`,
  isHeld: null,
  sourceColumn: null,
  hasEnds: false,
}

const ofRevision = (name: keyof Tables, columns: readonly string[]): CopyTable => ({
  name,
  columns: ['revision', 'source', ...columns],
  instead: NOTHING_INSTEAD,
  isCopied: (range) => isAfter(sql`t.revision`, range),
  isHeld: (revision) => sql<boolean>`t.revision <= ${revision}::int`,
  sourceColumn: 'source',
  hasEnds: false,
})

const SNAPSHOT = ofRevision('snapshot', [
  ...['snapshot_date', 'snapshot_instant', 'fingerprint', 'organisations', 'endpoints', 'rejected'],
  'speaks_for',
])

// The whole feed, so that a copy numbers changes as its source does.
const CHANGES = [
  ofRevision('change', ['ordinal', 'kind', 'subject_type', 'subject_id', 'fields']),
  ofRevision('change_count', ['first_ordinal', 'changes', 'behind']),
]

const versionTable = ({ name, columns }: (typeof VERSION_TABLES)[number]): CopyTable => ({
  name,
  columns: [
    ...['id', 'source', 'track', 'valid_from', 'valid_to', 'first_revision', 'last_revision'],
    ...['hash', ...columns],
  ],
  // An end that was made later is not known yet at the revision of the copy.
  instead: ({ revision }) => ({
    last_revision: sql`case when t.last_revision < ${revision}::int then t.last_revision end`,
  }),
  isCopied: (range) =>
    range.after === null ? stands(range.revision) : isAfter(sql`t.first_revision`, range),
  isHeld: stands,
  sourceColumn: 'source',
  hasEnds: true,
})

/** Every table of a copy, in the order in which it is written and taken. */
export const COPY_TABLES: readonly CopyTable[] = [
  ...[REVISION, SOURCE, SNAPSHOT, REDACTION],
  // Persons stay with the hub that was told to read them.
  ...VERSION_TABLES.filter(({ kind }) => kind !== 'practitioner').map(versionTable),
  ...CHANGES,
]

/** What a copy's header says of its tables. */
export const COPY_COLUMNS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  COPY_TABLES.map(({ name, columns }) => [name, columns]),
)

/** Leaves rows of other sources out; null lets all in. */
export function ofSources(
  { sourceColumn }: CopyTable,
  sources: readonly string[] | null,
): RawBuilder<boolean> {
  if (sourceColumn === null || sources === null) return sql<boolean>`true`
  return sql<boolean>`${sql.ref(`t.${sourceColumn}`)} = any(${[...sources]}::text[])`
}

const isAfter = (column: RawBuilder<unknown>, { revision, after }: CopyRange) =>
  sql<boolean>`(${column} > ${after ?? 0}::int and ${column} <= ${revision}::int)`

function stands(revision: number): RawBuilder<boolean> {
  return sql<boolean>`(t.first_revision <= ${revision}::int
    and (t.last_revision is null or t.last_revision >= ${revision}::int))`
}
