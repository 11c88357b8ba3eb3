import { type Kysely, sql } from 'kysely'
import {
  FINDING_RULES,
  type FindingCount,
  type FindingPosition,
  type FindingRule,
} from '../../domain/quality/finding.ts'
import type { Sight } from '../reading/sight.ts'
import type { Tables } from '../tables.ts'
import { type FindingRow, type FindingScope, overFindings } from './findings.ts'
import { sinceOf } from './since.ts'

/** A page of findings, each without its owner. */
export interface FindingRows {
  readonly rows: readonly FindingRow[]
  readonly hasMore: boolean
}

/**
 * Reads a page of findings, by rule and key. Rules are asked one after the other, and only until the page is full.
 *
 * @param after null for the first page
 */
export async function findingPage(
  db: Kysely<Tables>,
  sight: Sight,
  asked: FindingScope & { readonly first: number; readonly after: FindingPosition | null },
): Promise<FindingRows> {
  const { first, after } = asked
  const rows: FindingRow[] = []
  for (const rule of rulesFrom(asked.rules, after?.rule ?? null)) {
    const behind = rule === after?.rule ? after.key : ''
    const { rows: found } = await sql<FindingRow>`${overFindings(
      sight,
      { ...asked, rules: [rule] },
      sql`select shown.*, ${sinceOf('shown', sight)} as since from (
        select * from finding where key > ${behind} collate "C" order by key limit ${first + 1 - rows.length}
      ) as shown order by key`,
    )}`.execute(db)
    rows.push(...found)
    if (rows.length > first) break
  }
  return { rows: rows.slice(0, first), hasMore: rows.length > first }
}

const rulesFrom = (rules: readonly FindingRule[], from: FindingRule | null) =>
  FINDING_RULES.slice(from === null ? 0 : FINDING_RULES.indexOf(from)).filter((rule) =>
    rules.includes(rule),
  )

/** Counts findings by rule and severity, in the order of rules. */
export async function findingCounts(
  db: Kysely<Tables>,
  sight: Sight,
  scope: FindingScope,
): Promise<readonly FindingCount[]> {
  const { rows } = await sql<FindingCount>`${overFindings(
    sight,
    scope,
    sql`select rule, severity, count(*)::int as count from finding group by rule, severity`,
  )}`.execute(db)
  return rows.toSorted(
    (a, b) =>
      FINDING_RULES.indexOf(a.rule) - FINDING_RULES.indexOf(b.rule) ||
      (a.severity < b.severity ? -1 : 1),
  )
}
