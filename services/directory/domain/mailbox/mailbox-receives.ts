import type { LocalDate } from '../time/local-date.ts'
import { isInForce } from '../time/validity.ts'
import {
  type GlnStatements,
  type MessageTypesStatement,
  type Receives,
  startsLater,
} from './mailbox.ts'
import type { Pairing } from './mailbox-pairing.ts'

/**
 * What one mailbox of a GLN receives: everything that any source says of it.
 *
 * A source that names a network speaks of that network. One that names none speaks of the mailboxes that it states itself,
 * those on no network first; where it states none of the GLN, of all.
 *
 * @param all every mailbox of the GLN, the one asked about among them
 */
export function receivesOf(
  mailbox: Pairing,
  all: readonly Pairing[],
  { statements, day }: { readonly statements: GlnStatements; readonly day: LocalDate },
): Receives {
  const about = statements.messageTypes.filter((types) => isAbout(types, mailbox, all))
  const spoken = about.filter((types) => isInForce(types, day))
  return {
    state: spoken.length > 0 ? 'KNOWN' : silence(about, day),
    raw: [...new Set(spoken.flatMap(({ rawTypes }) => rawTypes))],
    sources: [...new Set(spoken.map(({ source }) => source))],
    withheldBy: withheldTypes(statements),
  }
}

const silence = (about: readonly MessageTypesStatement[], day: LocalDate): Receives['state'] =>
  about.some((types) => startsLater(types, day)) ? 'NOT_RECORDED' : 'UNKNOWN'

const withheldTypes = ({ withheld }: GlnStatements): readonly string[] => [
  ...new Set(withheld.filter(({ about }) => about === 'message-types').map(({ source }) => source)),
]

function isAbout(
  { source, network }: MessageTypesStatement,
  mailbox: Pairing,
  all: readonly Pairing[],
): boolean {
  if (network !== null) return isOn(mailbox, network)
  const stating = all.filter((one) => partsOf(one).some((part) => part.source === source))
  if (stating.length === 0) return true
  const onNone = stating.filter((one) =>
    partsOf(one).some((part) => part.source === source && part.network === null),
  )
  return (onNone.length > 0 ? onNone : stating).includes(mailbox)
}

const isOn = (mailbox: Pairing, network: string): boolean =>
  mailbox.network === network || partsOf(mailbox).some((part) => part.network === network)

const partsOf = ({ sor, eer }: Pairing) => (eer ? [...sor, eer] : sor)
