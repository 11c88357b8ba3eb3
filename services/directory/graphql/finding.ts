import type { ViewedDirectory } from '../domain/directory.ts'
import { ageInDays } from '../domain/quality/age.ts'
import { FINDING_RULES, type Finding, type FindingRule } from '../domain/quality/finding.ts'
import { messageOf } from '../domain/quality/finding-text.ts'
import { builder } from './builder.ts'
import { organisationNode } from './node.ts'
import { OrganisationType } from './organisation-ref.ts'

/** A finding in the graph. */
export interface FindingNode {
  readonly finding: Finding
  readonly at: ViewedDirectory
}

const DESCRIPTIONS: Readonly<Record<FindingRule, { readonly description: string }>> = {
  INHERITED_FROM_CLOSED_UNIT: { description: 'A unit takes its endpoint by way of a closed one.' },
  ENDPOINT_OF_CLOSED_UNIT: { description: 'An endpoint is in force on a unit that has closed.' },
  CERTIFICATE_EXPIRED: { description: "An access point's certificate has expired." },
  CERTIFICATE_EXPIRES: {
    description: "An access point's certificate expires within the days that the server is set to.",
  },
  GLN_CHECK_DIGIT: {
    description: 'A GLN with a wrong check digit: a row that was left out for it, or an endpoint.',
  },
  YDERNUMMER_DUPLICATE: {
    description: 'Several units carry one ydernummer, each with a GLN of its own.',
  },
  UNIT_WITHOUT_ENDPOINT: {
    description:
      'An institution, or a unit that is said to inherit an endpoint, has none, its own or from above.',
  },
  MESSAGE_TYPES_UNKNOWN: {
    description: 'An active endpoint of which no source says what it receives.',
  },
  ADDRESS_MISSING: {
    description: 'An owner or institution without a postal address, its own or from above.',
  },
}

/** What findings can be asked for by. */
export const FindingRuleType = builder.enumType('FindingRule', {
  description: 'What is wrong with the register.',
  values: Object.fromEntries(FINDING_RULES.map((rule) => [rule, DESCRIPTIONS[rule]])) as Record<
    FindingRule,
    { description: string }
  >,
})

/** How bad a finding is. */
export const FindingSeverityType = builder.enumType('FindingSeverity', {
  description: 'How bad a finding is.',
  values: {
    ERROR: { description: 'An answer is wrong, or will not reach anybody.' },
    WARNING: { description: 'An answer is missing, or soon will be.' },
    INFO: { description: 'It may be meant so.' },
  } as const,
})

/** Declared before it is implemented, so that a page may hold it. */
export const RegisterFindingType = builder.objectRef<FindingNode>('RegisterFinding')

RegisterFindingType.implement({
  description: 'Something in the register that its owner should put right.',
  fields: (t) => ({
    id: t.id({
      description: 'Stays the same as long as it is so.',
      resolve: ({ finding }) => `${finding.rule} ${finding.key}`,
    }),
    rule: t.field({ type: FindingRuleType, resolve: ({ finding }) => finding.rule }),
    severity: t.field({ type: FindingSeverityType, resolve: ({ finding }) => finding.severity }),
    message: t.string({
      description: 'What is wrong, in words.',
      resolve: ({ finding }) => messageOf(finding),
    }),
    subjectType: t.string({
      description: 'Organisation, Endpoint, AccessPoint or Row (one that an import left out).',
      resolve: ({ finding }) => finding.subjectType,
    }),
    subjectId: t.string({
      description: 'SOR id, id of the endpoint or access point, or file and line.',
      resolve: ({ finding }) => finding.subjectId,
    }),
    subjectName: t.string({ resolve: ({ finding }) => finding.subjectName }),
    organisation: t.field({
      type: OrganisationType,
      nullable: true,
      description: 'What it is about, or hangs on; null where no unit is known.',
      resolve: ({ finding, at }) => nodeOf(finding.sorId, at),
    }),
    owner: t.field({
      type: OrganisationType,
      nullable: true,
      description: 'Whose it is to put right: the unit at the top; null where none is known.',
      resolve: ({ finding, at }) => nodeOf(finding.ownerId, at),
    }),
    since: t.field({
      type: 'Date',
      description: "Since when it has been so, as the register's own days and snapshots tell.",
      resolve: ({ finding }) => finding.since,
    }),
    ageDays: t.int({
      description: '0 on the first day.',
      resolve: ({ finding, at }) => ageInDays(finding.since, at.view.day),
    }),
  }),
})

async function nodeOf(sorId: string | null, at: ViewedDirectory) {
  const unit = sorId === null ? null : await at.unit(sorId)
  return unit?.status === 'NOT_RECORDED' ? null : organisationNode(unit, at)
}
