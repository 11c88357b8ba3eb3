import type { Chain, Unit } from '../unit/unit.ts'
import type { Mailbox } from './mailbox.ts'

/**
 * Whose a mailbox is: of several units that carry it, the topmost where it is above all others, else the one that the
 * endpoint register names.
 *
 * @param carriers the units that carry it, each with those above it
 * @returns null where neither decides, or nobody carries it
 */
export function endpointOwner(mailbox: Mailbox, carriers: readonly Chain[]): Unit | null {
  const topmost = carriers.find(([top]) =>
    carriers.every((chain) => chain.some(({ sorId }) => sorId === top.sorId)),
  )
  const named = carriers.find(([unit]) => unit.sorId === mailbox.managingId)
  return (topmost ?? named)?.[0] ?? null
}
