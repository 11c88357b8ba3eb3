import type { AddressBlock } from '../../domain/unit/address.ts'
import type { Unit } from '../../domain/unit/unit.ts'

/**
 * Where a unit itself is: where it works, else where it is visited, else, but for an owner, where its letters go, by SOR's rules
 * as far as the unit's own record tells. What it inherits is its parent's place, not its own.
 *
 * @returns null where its own record names no place
 */
export const ownPlace = ({ level, postal, visiting, activity }: Unit): AddressBlock | null =>
  activity ?? visiting ?? (level === 'OWNER' ? null : postal)

/** Whether a unit offers a service of its own that can be told: an owner offers none, and one without a type tells none. */
export const offersService = ({ level, type, specialities }: Unit): boolean =>
  level !== 'OWNER' && (type !== null || specialities.length > 0)
