import { type Kysely, sql } from 'kysely'
import type { Finding, FindingCount } from '../../domain/quality/finding.ts'
import type { Sight } from '../reading/sight.ts'
import type { Tables } from '../tables.ts'
import {
  type FindingRow,
  type FindingScope,
  overFindings,
  ruleOrder,
  toFinding,
} from './findings.ts'
import { sinceOf } from './since.ts'

/** How many findings one owner has; null for those whose owner nobody knows. */
export interface OwnerCount {
  readonly ownerId: string | null
  readonly ownerName: string | null
  readonly errors: number
  readonly count: number
}

/** Every finding of one moment, in the order of rules, and of owners by name. */
export interface FindingList {
  counts(): Promise<readonly FindingCount[]>
  /** Those with most errors first, then with most findings. */
  owners(): Promise<readonly OwnerCount[]>
  /** @param most of each rule; null for all */
  findings(most: number | null): AsyncIterable<readonly Finding[]>
}

type ListedRow = FindingRow & {
  readonly place: string
  readonly owner_id: string | null
  readonly owner_name: string | null
}

const PAGE = 2_000

/**
 * Looks at the whole register once, and keeps what it finds in a temporary table.
 *
 * @param db a connection of one's own, which ends with the list
 */
export async function findingList(
  db: Kysely<Tables>,
  sight: Sight,
  scope: FindingScope,
): Promise<FindingList> {
  await sql`create temp table finding_list as ${overFindings(
    sight,
    scope,
    sql`
    select finding.*, owner.sor_id as owner_id, owner.name as owner_name,
      row_number() over (order by ${ruleOrder}, owner.name, owner.sor_id, finding.key) as place,
      row_number() over (partition by rule order by owner.name, owner.sor_id, finding.key) as place_of_rule
    from finding left join top on top.sor_id = finding.unit_id
    left join unit owner on owner.sor_id = top.top_id`,
  )}`.execute(db)
  await sql`create index finding_list_place on finding_list (place)`.execute(db)
  await sql`analyze finding_list`.execute(db)
  return {
    counts: async () => {
      const { rows } = await sql<FindingCount>`
        select rule, severity, count(*)::int as count from finding_list
        group by rule, severity order by ${ruleOrder}, severity`.execute(db)
      return rows
    },
    owners: async () => {
      const { rows } = await sql<OwnerCount>`
        select owner_id as "ownerId", owner_name as "ownerName",
          (count(*) filter (where severity = 'ERROR'))::int as errors, count(*)::int as count
        from finding_list group by owner_id, owner_name
        order by errors desc, count desc, owner_name, owner_id`.execute(db)
      return rows
    },
    findings: (most) => pages(db, sight, most),
  }
}

async function* pages(
  db: Kysely<Tables>,
  sight: Sight,
  most: number | null,
): AsyncGenerator<readonly Finding[]> {
  let after = '0'
  for (;;) {
    const { rows } = await sql<ListedRow>`
      select listed.*, ${sinceOf('listed', sight)} as since from finding_list listed
      where place > ${after}::bigint and (${most}::int is null or place_of_rule <= ${most}::int)
      order by place limit ${PAGE}`.execute(db)
    const last = rows.at(-1)
    if (!last) return
    after = last.place
    yield rows.map((row) =>
      toFinding(
        row,
        row.owner_id === null ? null : { sorId: row.owner_id, name: row.owner_name ?? '' },
      ),
    )
  }
}

/** What a list is looked for with: the latest revision, every source. */
export async function wholeSight(db: Kysely<Tables>, day: Sight['day']): Promise<Sight | null> {
  const { rows } = await sql<{ revision: number | null; sources: readonly string[] }>`
    select (select max(number) from revision) as revision,
      array(select name from source order by rank, name) as sources`.execute(db)
  const [{ revision, sources } = { revision: null, sources: [] }] = rows
  return revision === null ? null : { day, revision, visibleSources: sources }
}
