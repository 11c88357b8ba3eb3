import type { FhirContent, FhirRegister, ResourceKind } from '../port.ts'
import type { AnyResource, ResourceType } from '../resource.ts'
import type { RawQuery } from '../search/raw-query.ts'
import type { Totals } from '../search/totals.ts'
import type { Interaction } from './interaction.ts'

/** What every interaction is answered with. */
export interface Surroundings {
  readonly content: FhirContent
  readonly kinds: ReadonlyMap<ResourceType, ResourceKind>
  readonly register: FhirRegister
  readonly totals: Totals
  /** Address of the server as the caller sees it, without a slash at the end. */
  readonly base: string
  /** As `Prefer: handling=strict` says. */
  readonly isStrict: boolean
}

/** One interaction to answer. */
export interface Call extends Surroundings {
  readonly interaction: Interaction
  readonly query: RawQuery
  readonly body: AnyResource | null
}
