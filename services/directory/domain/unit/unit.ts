import type { CodeFact, OrganisationLevel } from '../statement/facts.ts'
import type { AddressBlock, ContactBlock } from './address.ts'
import type { UnitLife, UnitStatus } from './unit-status.ts'

/** One unit as one view shows it, read whole from one source. */
export interface Unit extends UnitLife {
  /** Number of the row it is read from; another version has another. */
  readonly rowId: string
  readonly source: string
  readonly sorId: string
  readonly status: UnitStatus
  readonly name: string
  readonly level: OrganisationLevel
  readonly type: CodeFact | null
  readonly specialities: readonly CodeFact[]
  readonly cvr: string | null
  readonly ydernumre: readonly string[]
  readonly shak: string | null
  readonly parentId: string | null
  /** SOR's EntityInheritedIndicator; null where the source has none. */
  readonly inheritsGln: boolean | null
  readonly postal: AddressBlock | null
  readonly visiting: AddressBlock | null
  readonly activity: AddressBlock | null
  readonly contact: ContactBlock | null
}

/** A unit and those above it, parent next, owner last; a unit in it may be closed, or not recorded for the day. */
export type Chain = readonly [Unit, ...Unit[]]

/** Names one version of a unit; another version has another. */
export const versionIdOf = ({ sorId, rowId }: Unit): string => `${sorId}:${rowId}`
