import type { MailboxesAmong, ViewedCatalogue } from '../../domain/catalogue/catalogue.ts'
import { glnOfMailboxId, type Mailbox } from '../../domain/mailbox/mailbox.ts'
import type { TokenValue } from '../criterion.ts'
import { messageTypeMatcher } from './message-types.ts'

const AT_ONCE = 1_000

/**
 * Mailboxes of the view, GLN by GLN, some at once.
 *
 * @param after a GLN; those behind it
 */
export async function* mailboxesAmong(
  view: ViewedCatalogue,
  among: MailboxesAmong,
  after: string | null = null,
): AsyncGenerator<readonly Mailbox[]> {
  for (let last = after; ; ) {
    const glns = await view.glns(among, last, AT_ONCE)
    const found = await Promise.all(glns.map((gln) => view.directory.mailboxesOf(gln)))
    yield found.flat()
    last = glns.at(-1) ?? null
    if (glns.length < AT_ONCE) return
  }
}

/** @param glns null for all; @returns SOR ids of the units that carry a mailbox of them on the day */
export const carriersOfGlns = (
  view: ViewedCatalogue,
  glns: readonly string[] | null,
): Promise<readonly string[]> => carriers(view, glns === null ? {} : { glns }, () => true)

/** @param ids of mailboxes */
export function carriersOfMailboxes(
  view: ViewedCatalogue,
  ids: readonly string[],
): Promise<readonly string[]> {
  const glns = ids.flatMap((id) => glnOfMailboxId(id) ?? [])
  return carriers(view, { glns }, ({ id }) => ids.includes(id))
}

/** The units that carry a mailbox which receives one of the message types, in whatever spelling. */
export async function carriersOfMessageTypes(
  view: ViewedCatalogue,
  asked: readonly TokenValue[],
): Promise<readonly string[]> {
  const matches = messageTypeMatcher(asked)
  const rawTypes = (await view.messageTypes()).filter(matches)
  if (rawTypes.length === 0) return []
  return carriers(view, { rawTypes }, ({ receives }) => receives.raw.some(matches))
}

async function carriers(
  view: ViewedCatalogue,
  among: MailboxesAmong,
  isMeant: (mailbox: Mailbox) => boolean,
): Promise<readonly string[]> {
  const found = new Set<string>()
  for await (const mailboxes of mailboxesAmong(view, among)) {
    for (const mailbox of mailboxes) {
      if (isMeant(mailbox)) for (const id of mailbox.ownerIds) found.add(id)
    }
  }
  return [...found]
}
