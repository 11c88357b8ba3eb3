import type { ViewedDirectory } from '../../domain/directory.ts'
import type { OrganisationKey } from '../../domain/identifier/organisation-key.ts'
import type { Mailbox } from '../../domain/mailbox/mailbox.ts'
import { parseMessageType } from '../../domain/message-type/message-type.ts'
import { type NotFound, notFound } from '../../domain/resolution/resolution.ts'
import type { Unit } from '../../domain/unit/unit.ts'
import { whyNoUnit } from '../../domain/unit/why-no-unit.ts'
import { MessageTypeInvalid } from '../../errors/reading.ts'

/** A unit, and the mailboxes where it receives what was asked about. */
export interface Receiver {
  readonly unit: Unit
  readonly mailboxes: readonly Mailbox[]
}

/** Who receives for one key, and for which message types nobody does. */
export interface Receiving {
  /** Null where nobody receives anything that was asked about. */
  readonly receiver: Receiver | null
  readonly failures: readonly NotFound[]
}

const MAX_CHARACTERS = 300

/**
 * Who receives each of the message types for a key, by the rules by which the graph answers; without a message type, the
 * mailboxes in service that count for the unit.
 *
 * @throws {MessageTypeInvalid} where a message type is empty, or longer than any
 */
export async function receiving(
  directory: ViewedDirectory,
  key: OrganisationKey,
  messageTypes: readonly string[],
): Promise<Receiving> {
  if (messageTypes.length === 0) return inService(directory, key)
  const found = await Promise.all(
    messageTypes.map((text) => directory.resolve(key, parseMessageType(checked(text)))),
  )
  const met = found.filter((one) => one.kind === 'found')
  const failures = found.filter((one) => one.kind === 'not-found')
  const [first] = met
  if (!first) return { receiver: null, failures }
  const mailboxes = new Map(met.map(({ mailbox }) => [mailbox.id, mailbox]))
  return { receiver: { unit: first.unit, mailboxes: [...mailboxes.values()] }, failures }
}

function checked(text: string): string {
  const trimmed = text.trim()
  if (trimmed !== '' && trimmed.length <= MAX_CHARACTERS) return trimmed
  throw new MessageTypeInvalid(
    `Cannot read message type "${text.slice(0, 100)}": it must have 1 to ${MAX_CHARACTERS} characters`,
  )
}

async function inService(directory: ViewedDirectory, key: OrganisationKey): Promise<Receiving> {
  const choice = await directory.choose(key)
  if (choice.kind !== 'one') return { receiver: null, failures: [whyNoUnit(key, choice)] }
  const [unit] = choice.chain
  const mailboxes = await receivingMailboxes(directory, unit)
  if (mailboxes.length > 0) return { receiver: { unit, mailboxes }, failures: [] }
  const message = `Cannot find endpoint of "${unit.sorId}": it has no mailbox that is in service`
  return { receiver: null, failures: [notFound('NO_ENDPOINT', message)] }
}

/** The mailboxes that count for a unit and take letters from outside. */
export async function receivingMailboxes(
  directory: ViewedDirectory,
  unit: Unit,
): Promise<readonly Mailbox[]> {
  const { mailboxes } = await directory.walk(unit)
  return mailboxes.filter(({ status, internalOnly }) => status === 'ACTIVE' && !internalOnly)
}
