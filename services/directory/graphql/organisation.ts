import { entity } from '../../kit/federation.ts'
import { wrongSorId } from '../domain/identifier/sor-id.ts'
import { versionIdOf } from '../domain/unit/unit.ts'
import { builder } from './builder.ts'
import { CodeType } from './code.ts'
import { specialityCode, typeCode } from './code-systems.ts'
import type { Context } from './context.ts'
import { type OrganisationNode, organisationNode } from './node.ts'
import { OrganisationType } from './organisation-ref.ts'

/** Where a unit stands in SOR. */
export const OrganisationLevelType = builder.enumType('OrganisationLevel', {
  description: "SOR's three kinds of unit.",
  values: {
    OWNER: { description: 'IE: region, municipality, state or private owner.' },
    INSTITUTION: { description: 'SI: hospital, practice, pharmacy, municipal administration.' },
    UNIT: { description: 'OE: department, section, centre; one for each practitioner.' },
  } as const,
})

const OrganisationStatusType = builder.enumType('OrganisationStatus', {
  description: 'How an organisation stands on the day asked.',
  values: ['ACTIVE', 'FUTURE', 'CLOSED'] as const,
})

OrganisationType.implement({
  description: 'A unit of the health service, as the registers know it.',
  directives: { key: { fields: 'sorId' } },
  extensions: entity<Context, OrganisationNode>(async (references, { directory }) => {
    const at = await directory.at(null, null)
    return Promise.all(
      references.map(async ({ sorId }) =>
        typeof sorId === 'string' && wrongSorId(sorId) === null
          ? organisationNode(await at.unit(sorId), at)
          : null,
      ),
    )
  }),
  fields: (t) => ({
    sorId: t.field({ type: 'SorId', resolve: ({ unit }) => unit.sorId }),
    name: t.string({ resolve: ({ unit }) => unit.name }),
    level: t.field({ type: OrganisationLevelType, resolve: ({ unit }) => unit.level }),
    type: t.field({
      type: CodeType,
      nullable: true,
      resolve: ({ unit }) => unit.type && typeCode(unit.type),
    }),
    specialities: t.field({
      type: [CodeType],
      resolve: ({ unit }) => unit.specialities.map(specialityCode),
    }),
    cvr: t.field({ type: 'Cvr', nullable: true, resolve: ({ unit }) => unit.cvr }),
    ydernumre: t.field({
      type: ['Ydernummer'],
      description: 'Can be shared with other units, and handed over.',
      resolve: ({ unit }) => [...unit.ydernumre],
    }),
    shak: t.field({ type: 'ShakCode', nullable: true, resolve: ({ unit }) => unit.shak }),
    status: t.field({
      type: OrganisationStatusType,
      description: 'On the day asked.',
      // A unit that is not recorded for the day is no node; a version of one is, and it lies ahead.
      resolve: ({ unit }) => (unit.status === 'NOT_RECORDED' ? 'FUTURE' : unit.status),
    }),
    versionId: t.id({
      description:
        'Changes with every version; for client caches that would merge days and revisions under one sorId.',
      resolve: ({ unit }) => versionIdOf(unit),
    }),
    validFrom: t.field({
      type: 'Date',
      nullable: true,
      description: 'Null where no source dates it (a unit known only to the endpoint register).',
      resolve: ({ unit }) => (unit.isDated ? unit.validFrom : null),
    }),
    validTo: t.field({
      type: 'Date',
      nullable: true,
      description:
        'The last day in force, inclusive; null when open (2099-12-31 and later count as open).',
      resolve: ({ unit }) => unit.validTo,
    }),
    sources: t.stringList({
      description: 'Which sources hold it, the most trusted first.',
      resolve: async ({ unit, at }) => [...(await at.holdingSources(unit.sorId))],
    }),
  }),
})
