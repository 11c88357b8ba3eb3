import type { ViewedDirectory } from '../domain/directory.ts'
import { builder } from './builder.ts'
import { organisationNodes } from './node.ts'
import { OrganisationType } from './organisation-ref.ts'
import { OrganisationVersionType } from './organisation-version.ts'

builder.objectFields(OrganisationType, (t) => ({
  replaces: t.field({
    type: [OrganisationType],
    description: 'The units that it took over from, as far as the register holds them.',
    resolve: async ({ unit, at }) => {
      const { replaces } = await at.replacements(unit.sorId)
      return held(replaces, at)
    },
  }),
  replacedBy: t.field({
    type: [OrganisationType],
    description: 'Direct successors that the register holds; `replacedByIds` names them all.',
    resolve: async ({ unit, at }) => {
      const { replacedBy } = await at.replacements(unit.sorId)
      return held(replacedBy, at)
    },
  }),
  replacedByIds: t.field({
    type: ['SorId'],
    description: 'Direct successors, held by the register or not.',
    resolve: async ({ unit, at }) => [...(await at.replacements(unit.sorId)).replacedBy],
  }),
  history: t.field({
    type: [OrganisationVersionType],
    description:
      'Every version that the register has held up to the revision, by validity and then by revision.',
    resolve: async ({ unit, at }) =>
      (await at.versions(unit.sorId)).map((version) => ({ ...version, at })),
  }),
}))

async function held(sorIds: readonly string[], at: ViewedDirectory) {
  const units = await Promise.all(sorIds.map((sorId) => at.unit(sorId)))
  return [
    ...organisationNodes(
      units.filter((unit) => unit !== null),
      at,
    ),
  ]
}
