import type { ViewedDirectory } from '../domain/directory.ts'
import type { UnitVersion } from '../domain/unit/relations.ts'
import { builder } from './builder.ts'
import { unitNode } from './node.ts'
import { OrganisationType } from './organisation-ref.ts'

interface VersionNode extends UnitVersion {
  readonly at: ViewedDirectory
}

/** One version of an organisation, in both times. */
export const OrganisationVersionType = builder.objectRef<VersionNode>('OrganisationVersion')

OrganisationVersionType.implement({
  description:
    'One version of an organisation: the days for which it counts, and the revisions in which it stands.',
  fields: (t) => ({
    organisation: t.field({
      type: OrganisationType,
      description:
        "As this version has it; what hangs on it is read on the question's day and revision.",
      resolve: ({ unit, at }) => unitNode(unit, at),
    }),
    validFrom: t.field({
      type: 'Date',
      description: 'Where the source does not date it: the first snapshot that held it.',
      resolve: ({ unit }) => unit.validFrom,
    }),
    validTo: t.field({
      type: 'Date',
      nullable: true,
      description: 'The last day in force, inclusive; null when open.',
      resolve: ({ unit }) => unit.validTo,
    }),
    firstRevision: t.exposeInt('firstRevision'),
    lastRevision: t.exposeInt('lastRevision', {
      nullable: true,
      description: 'The last revision in which it stands; null while it stands.',
    }),
  }),
})
