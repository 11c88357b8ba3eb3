import { builder } from './builder.ts'
import { checkFirst } from './most-at-once.ts'
import { organisationNode, organisationNodes } from './node.ts'
import { connectionOf, OrganisationConnectionType } from './organisation-connection.ts'
import { sorIdOf } from './organisation-cursor.ts'
import { OrganisationType } from './organisation-ref.ts'

builder.objectFields(OrganisationType, (t) => ({
  parent: t.field({
    type: OrganisationType,
    nullable: true,
    resolve: async ({ unit, at }) =>
      unit.parentId === null ? null : organisationNode(await at.unit(unit.parentId), at),
  }),
  owner: t.field({
    type: OrganisationType,
    nullable: true,
    description: 'Of an owner: itself.',
    resolve: async ({ unit, at }) => {
      const top = (await at.chain(unit)).at(-1)
      return top?.level === 'OWNER' ? organisationNode(top, at) : null
    },
  }),
  ancestors: t.field({
    type: [OrganisationType],
    description: 'Parent first, owner last.',
    resolve: async ({ unit, at }) => {
      const [, ...above] = await at.chain(unit)
      return [...organisationNodes(above, at)]
    },
  }),
  children: t.field({
    type: OrganisationConnectionType,
    description: 'The units right below it that are in force on the day, ordered by SOR id.',
    args: {
      first: t.arg.int({ defaultValue: 100, description: '1 to 1000.' }),
      after: t.arg.string({ description: 'A cursor.' }),
      includeClosed: t.arg.boolean({ defaultValue: false }),
    },
    resolve: async ({ unit, at }, { first, after, includeClosed }) => {
      const size = first ?? 100
      checkFirst(size)
      const behind = after == null ? null : sorIdOf(after)
      const page = { first: size, after: behind, includeClosed: includeClosed ?? false }
      return connectionOf(await at.children(unit.sorId, page), { at, isFirst: behind === null })
    },
  }),
}))
