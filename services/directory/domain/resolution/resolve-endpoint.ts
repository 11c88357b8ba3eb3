import { chooseMailbox } from '../mailbox/mailbox-choice.ts'
import { type MailboxesByUnit, type Walk, walkToMailboxes } from '../mailbox/mailbox-walk.ts'
import type { MessageType } from '../message-type/message-type.ts'
import type { Chain, Unit } from '../unit/unit.ts'
import type { HubRule } from './hub-rules.ts'
import { type NotFound, notFound, type Resolution, type Step } from './resolution.ts'

/** Who is asked for what, with all that is known of the way there. */
export interface EndpointQuestion {
  /** The unit in force on the day, and those above it. */
  readonly chain: Chain
  readonly mailboxes: MailboxesByUnit
  readonly asked: MessageType
  /** The hub that the type goes through on the day for this unit; null where it goes straight. */
  readonly hub: HubOnTheWay | null
  /** Steps that led from the caller's key to the unit. */
  readonly steps: readonly Step[]
}

/** A hub that a rule puts between sender and receiver. */
export interface HubOnTheWay {
  readonly rule: HubRule
  /** The hub and those above it; null where the register holds no such unit in force on the day. */
  readonly chain: Chain | null
}

/**
 * Who receives a message type for a unit: exactly one mailbox, or the reason why not.
 *
 * A hub, where a rule names one for the day, receives in the unit's place; it is asked as any unit is.
 */
export function resolveEndpoint({ hub, ...question }: EndpointQuestion): Resolution {
  const [unit] = question.chain
  if (hub === null || hub.chain?.[0].sorId === unit.sorId) return atUnit(question)
  const steps = [...question.steps, viaHub(hub, question.asked)]
  if (hub.chain === null) {
    const message = `Cannot find endpoint of "${unit.sorId}": hub "${hub.rule.name}" is not in the register on that day`
    return notFound('NO_ENDPOINT', message, { steps })
  }
  const atHub = atUnit({ ...question, chain: hub.chain, steps })
  return atHub.kind === 'found' ? { ...atHub, unit } : atHub
}

function viaHub({ rule, chain }: HubOnTheWay, asked: MessageType): Step {
  const from = `By a rule in force from ${rule.fromDay}`
  const explanation = `${from}, "${asked.raw}" goes through ${rule.name} (${rule.source})`
  return { unit: chain?.[0] ?? null, outcome: 'VIA_HUB', explanation }
}

function atUnit(question: Omit<EndpointQuestion, 'hub'>): Resolution {
  const [unit] = question.chain
  const walk = walkToMailboxes(question.chain, question.mailboxes)
  const steps = [...question.steps, ...walk.steps]
  const { holder, mailboxes } = walk
  if (holder === null) return noMailbox(unit, walk, steps)
  return chooseMailbox({ unit, holder, mailboxes, asked: question.asked, steps })
}

function noMailbox(unit: Unit, walk: Walk, steps: readonly Step[]): NotFound {
  if (walk.isUnrecorded) {
    const message = `Cannot find endpoint of "${unit.sorId}" on that day: it is recorded only from a later day on`
    return notFound('NOT_RECORDED_FOR_DAY', message, { steps })
  }
  const why =
    walk.withheldBy.length > 0
      ? `source "${walk.withheldBy.join('", "')}" is restricted, and withheld from this caller`
      : 'it carries none and inherits none'
  return notFound('NO_ENDPOINT', `Cannot find endpoint of "${unit.sorId}": ${why}`, { steps })
}
