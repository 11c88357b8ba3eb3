import type { OrganisationName } from '../domain/coded.ts'
import { builder } from './builder.ts'
import type { Context } from './context.ts'

/** A unit by its key; what is known of it is the directory's to say. */
export interface OrganisationStub {
  readonly sorId: string
}

/** @see contract: resolved by the directory */
export const OrganisationType = builder.objectRef<OrganisationStub>('Organisation')

OrganisationType.implement({
  description: 'A unit of the health service, as the registers know it.',
  directives: { key: { fields: 'sorId', resolvable: false } },
  fields: (t) => ({ sorId: t.field({ type: 'SorId', resolve: ({ sorId }) => sorId }) }),
})

/** The unit that a source means; null where it names none, or none that can be told for sure. */
export async function organisationOf(
  name: OrganisationName | null,
  { organisations }: Context,
): Promise<OrganisationStub | null> {
  const sorId = name && (await organisations.sorIdOf(name))
  return sorId ? { sorId } : null
}
