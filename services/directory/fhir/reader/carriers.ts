import type { GlnPage, MailboxesAmong, ViewedCatalogue } from '../../domain/catalogue/catalogue.ts'
import { glnOfMailboxId, type Mailbox } from '../../domain/mailbox/mailbox.ts'
import type { TokenValue } from '../criterion.ts'
import { messageTypeMatcher } from './message-types.ts'

const AT_ONCE = 1_000

/**
 * Mailboxes of the view, GLN by GLN, some at once and then more.
 *
 * @param start how the GLNs are listed, and how many at first
 */
export async function* mailboxesAmong(
  view: ViewedCatalogue,
  among: MailboxesAmong,
  start: GlnPage = ALL,
): AsyncGenerator<readonly Mailbox[]> {
  let { after, first } = start
  for (;;) {
    const glns = await view.glns(among, { ...start, after, first })
    const found = await Promise.all(glns.map((gln) => view.directory.mailboxesOf(gln)))
    yield found.flat()
    if (glns.length < first) return
    after = glns.at(-1) ?? null
    first = Math.min(first * 4, AT_ONCE)
  }
}

const ALL: GlnPage = { direction: 'ascending', after: null, first: AT_ONCE }

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
