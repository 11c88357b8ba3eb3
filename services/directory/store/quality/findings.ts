import { type RawBuilder, sql } from 'kysely'
import {
  FINDING_RULES,
  type Finding,
  type FindingRule,
  type FindingSubject,
  type Severity,
} from '../../domain/quality/finding.ts'
import type { LocalDate } from '../../domain/time/local-date.ts'
import type { Sight } from '../reading/sight.ts'
import { certificates } from './certificate-rules.ts'
import {
  endpointOfClosed,
  endpoints,
  glnCheckDigit,
  messageTypesUnknown,
} from './endpoint-rules.ts'
import { knownUnits, walks } from './known-units.ts'
import {
  addressMissing,
  inheritedFromClosed,
  unaddressed,
  withoutEndpoint,
  ydernummerDuplicate,
} from './unit-rules.ts'

/** What findings are looked for with. */
export interface FindingScope {
  readonly rules: readonly FindingRule[]
  /** Findings of this unit and of all below it; null for all. */
  readonly owner: string | null
  /** A certificate that ends within so many days is a finding. */
  readonly certificateWarningDays: number
}

/** A finding as it is read, without its owner. */
export interface FindingRow {
  readonly rule: FindingRule
  readonly key: string
  readonly severity: Severity
  readonly subject_type: FindingSubject
  readonly subject_id: string
  readonly subject_name: string
  readonly unit_id: string | null
  readonly since: LocalDate
  readonly details: Finding['details']
}

type Rule = (sight: Sight, scope: FindingScope) => RawBuilder<unknown>

const certificateRule: Rule = (sight, { certificateWarningDays }) =>
  certificates(sight, certificateWarningDays)

/** Two rules that share a query are told apart by what it says. */
const QUERIES: Readonly<Record<FindingRule, Rule>> = {
  INHERITED_FROM_CLOSED_UNIT: inheritedFromClosed,
  ENDPOINT_OF_CLOSED_UNIT: endpointOfClosed,
  CERTIFICATE_EXPIRED: certificateRule,
  CERTIFICATE_EXPIRES: certificateRule,
  GLN_CHECK_DIGIT: glnCheckDigit,
  YDERNUMMER_DUPLICATE: ydernummerDuplicate,
  UNIT_WITHOUT_ENDPOINT: withoutEndpoint,
  MESSAGE_TYPES_UNKNOWN: messageTypesUnknown,
  ADDRESS_MISSING: addressMissing,
}

/**
 * A statement over all findings of a scope.
 *
 * @param rest what is asked of `finding`, whose columns are those of {@link FindingRow}, with `floor` for what `sinceOf` makes `since` of; `unit`, and `top` with each unit's owner, can be joined
 */
export function overFindings(
  sight: Sight,
  scope: FindingScope,
  rest: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const queries = [...new Set(scope.rules.map((rule) => QUERIES[rule]))]
  const found = queries.map((query) => sql`select * from (${query(sight, scope)}) as one`)
  const isWithin = scope.owner === null ? sql`` : sql`join below on below.sor_id = found.unit_id`
  return sql`
    with recursive ${knownUnits(sight)}, ${walks(sight)}, ${unaddressed()}, ${endpoints()},
    below as (
      select sor_id from unit where sor_id = ${scope.owner ?? ''}
      union
      select child.sor_id from below join unit child on child.parent_id = below.sor_id
    ),
    top as (
      select sor_id, sor_id as top_id from unit
      where not exists (select from unit above where above.sor_id = unit.parent_id)
      union all
      select child.sor_id, top.top_id from top join unit child on child.parent_id = top.sor_id
    ),
    finding as (
      select found.rule, found.key collate "C" as key, found.severity, found.subject_type, found.subject_id,
        found.subject_name, found.unit_id, found.floor, found.details
      from (${sql.join(found, sql` union all `)}) as found
      ${isWithin} where found.rule = any(${[...scope.rules]}::text[])
    )
    ${rest}`
}

/** Place of a rule among all, for an order in SQL. */
export const ruleOrder: RawBuilder<unknown> = sql`array_position(${[...FINDING_RULES]}::text[], rule)`

/** @param owner the unit at the top of the finding's unit */
export const toFinding = (
  row: FindingRow,
  owner: { readonly sorId: string; readonly name: string } | null,
): Finding => ({
  rule: row.rule,
  key: row.key,
  severity: row.severity,
  subjectType: row.subject_type,
  subjectId: row.subject_id,
  subjectName: row.subject_name,
  sorId: row.unit_id,
  ownerId: owner?.sorId ?? null,
  ownerName: owner?.name ?? null,
  since: row.since,
  details: row.details,
})
