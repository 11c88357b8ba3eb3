import type { LocalDate } from '../time/local-date.ts'

/** How bad a finding is: an answer is wrong or missing; it may be; somebody should look. */
export type Severity = 'ERROR' | 'WARNING' | 'INFO'

/**
 * What is looked for, in the order in which it is shown. A unit that could have an endpoint is an institution, or a unit of
 * which the register says that it inherits one.
 */
export const FINDING_RULES = [
  'INHERITED_FROM_CLOSED_UNIT',
  'ENDPOINT_OF_CLOSED_UNIT',
  'CERTIFICATE_EXPIRED',
  'CERTIFICATE_EXPIRES',
  'GLN_CHECK_DIGIT',
  'YDERNUMMER_DUPLICATE',
  'UNIT_WITHOUT_ENDPOINT',
  'MESSAGE_TYPES_UNKNOWN',
  'ADDRESS_MISSING',
] as const

/** One of {@link FINDING_RULES}. */
export type FindingRule = (typeof FINDING_RULES)[number]

/** What a finding is about. A row is one that an import left out. */
export type FindingSubject = 'Organisation' | 'Endpoint' | 'AccessPoint' | 'Row'

/** Something in the register that its owner should put right. */
export interface Finding {
  readonly rule: FindingRule
  /** Names it among those of its rule; stays the same as long as it is so. */
  readonly key: string
  readonly severity: Severity
  readonly subjectType: FindingSubject
  /** SOR id, mailbox id, id of the access point, or file and line. */
  readonly subjectId: string
  readonly subjectName: string
  /** The unit that it is about, or hangs on; null where none is known. */
  readonly sorId: string | null
  /** The unit at the top, whose register it is to put right; null where none is known. */
  readonly ownerId: string | null
  readonly ownerName: string | null
  /** The first day on which it has been so, as far as the register's own days and snapshots tell. */
  readonly since: LocalDate
  /** What the words are made of; see `messageOf`. */
  readonly details: Readonly<Record<string, string | number | null>>
}

/** How many findings a rule has, by severity. */
export interface FindingCount {
  readonly rule: FindingRule
  readonly severity: Severity
  readonly count: number
}

/** Which findings are wanted. */
export interface FindingRequest {
  /** Null for every rule. */
  readonly rule: FindingRule | null
  /** SOR id of a unit: findings of it and of all below it; null for all. */
  readonly owner: string | null
}

/** Behind one finding, in the order of rules and keys. */
export interface FindingPosition {
  readonly rule: FindingRule
  readonly key: string
}

/** A page of findings. */
export interface FindingPage {
  readonly findings: readonly Finding[]
  readonly hasMore: boolean
}
