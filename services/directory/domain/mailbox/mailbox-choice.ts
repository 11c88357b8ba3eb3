import {
  type MessageType,
  matches,
  newestFirst,
  parseMessageType,
  sameLetter,
} from '../message-type/message-type.ts'
import { type Found, type NotFound, notFound, type Step } from '../resolution/resolution.ts'
import type { Unit } from '../unit/unit.ts'
import type { Mailbox } from './mailbox.ts'

/** A message type asked of the mailboxes that count for a unit. */
export interface MailboxQuestion {
  readonly unit: Unit
  readonly holder: Unit
  readonly mailboxes: readonly Mailbox[]
  readonly asked: MessageType
  /** The steps that led to the mailboxes. */
  readonly steps: readonly Step[]
}

/**
 * Chooses among the mailboxes of one unit: first those that receive the type, then those in service for everybody. One left is
 * the answer; more are ambiguous, never a guess.
 */
export function chooseMailbox(question: MailboxQuestion): Found | NotFound {
  const { mailboxes, asked } = question
  const receiving = mailboxes.filter((mailbox) => matchedBy(mailbox, asked).length > 0)
  if (receiving.length === 0) return noneReceives(question)
  const active = receiving.filter(({ status }) => status === 'ACTIVE')
  const open = active.filter(({ internalOnly }) => !internalOnly)
  const steps = [...question.steps, ...rejected(question, open)]
  const [mailbox, second] = open
  if (active.length === 0) return notActive(receiving, steps)
  if (mailbox === undefined) return internalOnly(active, steps)
  if (second !== undefined) {
    const message = `Cannot choose endpoint for "${asked.raw}": ${open.length} mailboxes of ${question.holder.name} receive it`
    return notFound('AMBIGUOUS', message, { candidates: open, steps })
  }
  const matched = matchedBy(mailbox, asked).toSorted(newestFirst)
  const { unit, holder } = question
  const inheritedFrom = holder.sorId === unit.sorId ? null : holder
  return { kind: 'found', unit, mailbox, inheritedFrom, matched, steps }
}

/** The message types of a mailbox that are the asked one, in any spelling and version that fits. */
export const matchedBy = ({ receives }: Mailbox, asked: MessageType): readonly MessageType[] =>
  receives.raw.map(parseMessageType).filter((received) => matches(asked, received))

function noneReceives(question: MailboxQuestion): NotFound {
  const { mailboxes, asked, holder } = question
  const active = mailboxes.filter(({ status }) => status === 'ACTIVE')
  const open = active.filter(({ internalOnly }) => !internalOnly)
  const steps = [...question.steps, ...rejected(question, [])]
  if (mailboxes.some(({ receives }) => receives.state === 'NOT_RECORDED')) {
    const message = `Cannot say what ${holder.name} receives on that day: it is recorded only from a later day on`
    return notFound('NOT_RECORDED_FOR_DAY', message, { candidates: mailboxes, steps })
  }
  if (active.length === 0) return notActive(mailboxes, steps)
  if (open.length === 0) return internalOnly(active, steps)
  const silent = open.filter(({ receives }) => isSilent(receives))
  if (silent.length > 0) {
    return notFound('MESSAGE_TYPES_UNKNOWN', unknownTypes(holder, silent), {
      candidates: silent,
      steps,
    })
  }
  const message = `Cannot send "${asked.raw}" to ${holder.name}: it does not receive it`
  const received = open.flatMap(({ receives }) => receives.raw.map(parseMessageType))
  const alternatives = received.filter((one) => sameLetter(asked, one) && !matches(asked, one))
  return notFound('MESSAGE_TYPE_NOT_RECEIVED', message, { candidates: open, steps, alternatives })
}

const isSilent = ({ state, withheldBy }: Mailbox['receives']): boolean =>
  state === 'UNKNOWN' || withheldBy.length > 0

function unknownTypes(holder: Unit, silent: readonly Mailbox[]): string {
  const withheldBy = [...new Set(silent.flatMap(({ receives }) => receives.withheldBy))]
  return withheldBy.length > 0
    ? `Cannot say what ${holder.name} receives: source "${withheldBy.join('", "')}" is restricted, and withheld from this caller`
    : `Cannot say what ${holder.name} receives: no source tells`
}

const notActive = (candidates: readonly Mailbox[], steps: readonly Step[]): NotFound =>
  notFound('ENDPOINT_NOT_ACTIVE', `Cannot use ${glnsOf(candidates)}: it is out of service`, {
    candidates,
    steps,
  })

const internalOnly = (candidates: readonly Mailbox[], steps: readonly Step[]): NotFound =>
  notFound('INTERNAL_ONLY', `Cannot use ${glnsOf(candidates)}: it is for internal use only`, {
    candidates,
    steps,
  })

const glnsOf = (mailboxes: readonly Mailbox[]): string =>
  `mailbox "${[...new Set(mailboxes.map(({ gln }) => gln))].join('", "')}"`

function rejected(question: MailboxQuestion, chosen: readonly Mailbox[]): readonly Step[] {
  return question.mailboxes
    .filter((mailbox) => !chosen.includes(mailbox))
    .map((mailbox) => ({
      unit: question.holder,
      outcome: 'REJECTED',
      explanation: `Mailbox ${mailbox.gln}${onNetwork(mailbox)} ${whyNot(mailbox, question.asked)}`,
    }))
}

const onNetwork = ({ network }: Mailbox): string =>
  network === null ? '' : ` on network ${network}`

function whyNot(mailbox: Mailbox, asked: MessageType): string {
  const { receives } = mailbox
  if (matchedBy(mailbox, asked).length === 0) {
    if (receives.state === 'NOT_RECORDED')
      return 'receives what is recorded only from a later day on'
    if (isSilent(receives)) return 'may receive it or not: no source that may be shown tells'
    return `does not receive "${asked.raw}"`
  }
  if (mailbox.status === 'SUSPENDED') return 'is suspended'
  return mailbox.status === 'OFF' ? 'is switched off' : 'is for internal use only'
}
