import type { EffectiveContact } from '../domain/unit/inheritance.ts'
import { builder } from './builder.ts'
import type { OrganisationNode } from './node.ts'
import { OrganisationType } from './organisation-ref.ts'

/** A contact in the graph, as it counts for one unit. */
export interface ContactNode extends EffectiveContact {
  readonly inheritedFrom: OrganisationNode | null
}

/** How a unit is reached by people. */
export const ContactType = builder.objectRef<ContactNode>('Contact')

ContactType.implement({
  description: 'How a unit is reached by people; inherited as a whole block or not at all.',
  fields: (t) => ({
    phone: t.string({ nullable: true, resolve: ({ block }) => block.phone }),
    email: t.string({ nullable: true, resolve: ({ block }) => block.email }),
    website: t.string({ nullable: true, resolve: ({ block }) => block.website }),
    inheritedFrom: t.field({
      type: OrganisationType,
      nullable: true,
      description: 'The organisation whose contact it is, when it is inherited.',
      resolve: ({ inheritedFrom }) => inheritedFrom,
    }),
  }),
})
