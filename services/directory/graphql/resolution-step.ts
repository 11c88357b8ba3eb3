import type { ViewedDirectory } from '../domain/directory.ts'
import { STEP_OUTCOMES, type Step } from '../domain/resolution/resolution.ts'
import { builder } from './builder.ts'
import { unitNode } from './node.ts'
import { OrganisationType } from './organisation-ref.ts'

interface StepNode extends Step {
  readonly at: ViewedDirectory
}

const ResolutionOutcomeType = builder.enumType('ResolutionOutcome', {
  description:
    'What a step came to. VIA_HUB: by dated rules kept as data, such as referrals through the national referral hub.',
  values: STEP_OUTCOMES,
})

/** One step on the way to an endpoint. */
export const ResolutionStepType = builder.objectRef<StepNode>('ResolutionStep')

ResolutionStepType.implement({
  description: 'One step on the way to an endpoint.',
  fields: (t) => ({
    organisation: t.field({
      type: OrganisationType,
      nullable: true,
      // A step may be about a unit that is not recorded for the day; then its words name it.
      resolve: ({ unit, at }) =>
        unit && unit.status !== 'NOT_RECORDED' ? unitNode(unit, at) : null,
    }),
    outcome: t.field({ type: ResolutionOutcomeType, resolve: ({ outcome }) => outcome }),
    explanation: t.exposeString('explanation', { description: 'In plain words.' }),
  }),
})
