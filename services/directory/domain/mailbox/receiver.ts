import type { OrganisationKey } from '../identifier/organisation-key.ts'
import type { Unit } from '../unit/unit.ts'
import type { Mailbox } from './mailbox.ts'

/** What a message header says of its receiver. */
export interface Receiver {
  readonly gln: string | null
  readonly sorId: string
  readonly ydernummer: string | null
  readonly shak: string | null
}

/** The unit that is to have the message, at the GLN where it is received: its own, inherited, or a hub's. */
export function receiverOf(
  key: OrganisationKey,
  { unit, mailbox }: { readonly unit: Unit; readonly mailbox: Mailbox },
): Receiver {
  const [only, second] = unit.ydernumre
  return {
    gln: mailbox.gln,
    sorId: unit.sorId,
    ydernummer:
      key.kind === 'ydernummer' ? key.value : second === undefined ? (only ?? null) : null,
    shak: key.kind === 'shak' ? key.value : unit.shak,
  }
}
