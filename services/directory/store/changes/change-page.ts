import { type Kysely, sql } from 'kysely'
import type { Change, ChangeKind, ChangePosition, SubjectType } from '../../domain/change/change.ts'
import type { ChangePage } from '../../domain/change/change-feed.ts'
import type { Tables } from '../tables.ts'

/** A page of the feed, as one set of sources tells it. */
export interface AskedPage {
  readonly sources: readonly string[]
  /** Changes of later revisions are left out. */
  readonly upTo: number
  readonly after: ChangePosition
  readonly first: number
}

interface Block {
  readonly revision: number
  readonly source: string
  readonly first_ordinal: number
  readonly changes: number
  /** Visible changes before the block. */
  readonly before: number
}

/**
 * Reads a page by counts and keys alone: changes of sources that are not asked for are stepped over, however many they are.
 */
export async function changePage(db: Kysely<Tables>, asked: AskedPage): Promise<ChangePage> {
  const blocks = await blocksOf(db, asked)
  if (blocks.length === 0) return { changes: [], hasMore: false, upTo: asked.upTo }
  const rows = await rowsOf(db, blocks, asked)
  const before = new Map(
    blocks.map((block) => [
      `${block.revision} ${block.source}`,
      block.before - block.first_ordinal,
    ]),
  )
  const changes = rows.slice(0, asked.first).map((row): Change => {
    const ahead = before.get(`${row.revision} ${row.source}`) ?? 0
    return { ...row, sequence: ahead + row.ordinal + 1 }
  })
  return { changes, hasMore: rows.length > asked.first, upTo: asked.upTo }
}

/** The runs of changes of one source in one revision that the page may hold; each holds one change of it at least. */
async function blocksOf(
  db: Kysely<Tables>,
  { sources, upTo, after, first }: AskedPage,
): Promise<readonly Block[]> {
  const isAsked = sql`source = any(${[...sources]}::text[])`
  const ordinal = Math.min(after.ordinal, LAST_ORDINAL)
  const { rows } = await sql<Block>`
    with block as materialized (
      select revision, source, first_ordinal, changes from change_count
      where ${isAsked} and revision >= ${after.revision}::int and revision <= ${upTo}::int
        and (revision > ${after.revision}::int or first_ordinal + changes - 1 > ${ordinal}::int)
      order by revision, first_ordinal limit ${first + 1}
    ),
    start as (select revision, first_ordinal from block order by revision, first_ordinal limit 1)
    select block.*, (
      select coalesce(sum(earlier.changes + earlier.behind), 0)
      from unnest(${[...sources]}::text[]) as asked(name), start, lateral (
        select changes, behind from change_count
        where source = asked.name collate "C" and revision < start.revision order by revision desc limit 1
      ) as earlier
    )::int + (
      select coalesce(sum(beside.changes), 0) from change_count as beside, start
      where ${sql`beside.source = any(${[...sources]}::text[])`} and beside.revision = start.revision
        and beside.first_ordinal < start.first_ordinal
    )::int + coalesce(sum(block.changes) over (
      order by block.revision, block.first_ordinal rows between unbounded preceding and 1 preceding
    ), 0)::int as before
    from block order by block.revision, block.first_ordinal`.execute(db)
  return rows
}

// The largest that the database's integer holds.
const LAST_ORDINAL = 2_147_483_647

interface Row {
  readonly revision: number
  readonly ordinal: number
  readonly source: string
  readonly kind: ChangeKind
  readonly subjectType: SubjectType
  readonly subjectId: string
  readonly fields: readonly string[]
  readonly recordedAt: string
}

async function rowsOf(
  db: Kysely<Tables>,
  blocks: readonly Block[],
  { after, first }: AskedPage,
): Promise<readonly Row[]> {
  const runs = blocks.map((block) => ({
    revision: block.revision,
    from:
      block.revision === after.revision
        ? Math.max(block.first_ordinal, after.ordinal + 1)
        : block.first_ordinal,
    to: block.first_ordinal + block.changes - 1,
  }))
  const list = (name: keyof (typeof runs)[number]) => sql`${runs.map((run) => run[name])}::int[]`
  const { rows } = await sql<Row>`
    select page.revision, page.ordinal, page.source, page.kind, page.subject_type as "subjectType",
      page.subject_id as "subjectId", page.fields, to_json(revision.recorded_at) #>> '{}' as "recordedAt"
    from unnest(${list('revision')}, ${list('from')}, ${list('to')}) as run(revision, first, last)
    cross join lateral (
      select * from change
      where change.revision = run.revision and change.ordinal between run.first and run.last
      order by change.ordinal limit ${first + 1}
    ) as page
    join revision on revision.number = page.revision
    order by page.revision, page.ordinal limit ${first + 1}`.execute(db)
  return rows
}
