import type { AddressBlock, ContactBlock } from './address.ts'
import type { Chain, Unit } from './unit.ts'

/** What an address is for. */
export type AddressUse = 'POSTAL' | 'VISITING' | 'ACTIVITY'

/** An address as it counts for a unit, with the unit whose address it is. */
export interface EffectiveAddress {
  readonly use: AddressUse
  readonly block: AddressBlock
  readonly from: Unit
}

/** Telephone, e-mail and website as they count for a unit, with the unit whose they are. */
export interface EffectiveContact {
  readonly block: ContactBlock
  readonly from: Unit
}

/**
 * The addresses that count for the first unit of the chain, each a whole block: postal from the parent where the unit has
 * none; visiting from its own postal; activity, which only units of level UNIT have, from its own visiting.
 *
 * @returns none of a use where nobody states one
 */
export function effectiveAddresses(chain: Chain): readonly EffectiveAddress[] {
  const [unit] = chain
  const postal = nearest(chain, ({ postal }) => postal)
  const visiting = own(unit, unit.visiting) ?? postal
  const activity = own(unit, unit.activity) ?? visiting
  const uses = [
    ['POSTAL', postal],
    ['VISITING', unit.level === 'OWNER' ? own(unit, unit.visiting) : visiting],
    ['ACTIVITY', unit.level === 'UNIT' ? activity : own(unit, unit.activity)],
  ] as const
  return uses.flatMap(([use, found]) => (found ? [{ use, ...found }] : []))
}

/** @returns the nearest virtual address up the chain, as a whole block; null where nobody states one */
export const effectiveContact = (chain: Chain): EffectiveContact | null =>
  nearest(chain, ({ contact }) => contact)

interface Found<Block> {
  readonly block: Block
  readonly from: Unit
}

function nearest<Block>(chain: Chain, pick: (unit: Unit) => Block | null): Found<Block> | null {
  for (const unit of chain) {
    // Its earliest version is at hand, but not what it was on the day.
    if (unit.status === 'NOT_RECORDED') return null
    const found = own(unit, pick(unit))
    if (found) return found
  }
  return null
}

const own = <Block>(from: Unit, block: Block | null): Found<Block> | null =>
  block && { block, from }
