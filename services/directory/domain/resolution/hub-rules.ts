import { gln } from '../identifier/gln.ts'
import { sorId } from '../identifier/sor-id.ts'
import { type MessageType, matches, parseMessageType } from '../message-type/message-type.ts'
import { type LocalDate, localDate } from '../time/local-date.ts'

/** How a rule names the hub. */
export type HubKey = { readonly gln: string } | { readonly sorId: string }

/**
 * A message type that goes through a national hub for a time, whoever of the named kinds receives it in the end.
 *
 * No rule comes with the product: which types go through the national referral hub, and under which GLN it receives, is
 * stated by the installation.
 */
export interface HubRule {
  /** In any spelling; without a version it holds for all. */
  readonly messageType: string
  readonly fromDay: LocalDate
  /** The last day in force; null when open. */
  readonly toDay: LocalDate | null
  /** SOR type codes of the receivers; empty for all. */
  readonly receiverTypes: readonly string[]
  readonly hub: HubKey
  /** Source of the register whose units the rule is about; null for all. A sample's rules end with the sample. */
  readonly forSource: string | null
  /** What the hub is called. */
  readonly name: string
  /** Where the rule is published. */
  readonly source: string
}

/**
 * The rule that sends a message type through a hub.
 *
 * @param question `organisationType` is the receiver's SOR type code, null where it has none; `registerSource` the source
 *   that the receiver is read from
 * @returns the first rule that holds; null when the message goes straight
 */
export function hubRuleFor(
  rules: readonly HubRule[],
  question: {
    readonly messageType: MessageType
    readonly day: LocalDate
    readonly organisationType: string | null
    readonly registerSource: string
  },
): HubRule | null {
  const { messageType, day, organisationType, registerSource } = question
  const holds = (rule: HubRule): boolean =>
    rule.fromDay <= day &&
    (rule.toDay === null || day <= rule.toDay) &&
    isReceiver(rule, organisationType) &&
    (rule.forSource === null || rule.forSource === registerSource) &&
    matches(parseMessageType(rule.messageType), messageType)
  return rules.find(holds) ?? null
}

const isReceiver = ({ receiverTypes }: HubRule, type: string | null): boolean =>
  receiverTypes.length === 0 || (type !== null && receiverTypes.includes(type))

/**
 * Reads rules from a JSON list: `messageType`, `fromDay`, `toDay`, `receiverTypes`, `hubGln` or `hubSorId`,
 * `forSource`, `name`, `source`.
 *
 * @throws {RangeError} naming the rule, counted from 1, and what is wrong with it
 */
export function hubRulesFrom(json: string): readonly HubRule[] {
  const list: unknown = parsed(json)
  if (!Array.isArray(list)) throw new RangeError('Cannot read hub rules: not a list')
  return list.map((entry: unknown, index) => {
    try {
      return hubRule(Object(entry))
    } catch (cause) {
      const state = cause instanceof Error ? cause.message : String(cause)
      throw new RangeError(`Cannot read hub rule ${index + 1}: ${state}`, { cause })
    }
  })
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch (cause) {
    throw new RangeError('Cannot read hub rules: not JSON', { cause })
  }
}

function hubRule(entry: Readonly<Record<string, unknown>>): HubRule {
  const rule: HubRule = {
    messageType: required(entry, 'messageType'),
    fromDay: localDate(required(entry, 'fromDay')),
    toDay: entry.toDay == null ? null : localDate(required(entry, 'toDay')),
    receiverTypes: codes(entry.receiverTypes),
    hub: hubKey(entry),
    forSource: entry.forSource == null ? null : required(entry, 'forSource'),
    name: required(entry, 'name'),
    source: required(entry, 'source'),
  }
  if (parseMessageType(rule.messageType).name === null) {
    throw new RangeError(`message type "${rule.messageType}" is not known`)
  }
  if (rule.toDay !== null && rule.toDay < rule.fromDay)
    throw new RangeError('it ends before it begins')
  return rule
}

function hubKey(entry: Readonly<Record<string, unknown>>): HubKey {
  const [byGln, bySorId] = [entry.hubGln != null, entry.hubSorId != null]
  if (byGln === bySorId) throw new RangeError('it needs one of hubGln and hubSorId')
  return byGln
    ? { gln: gln(required(entry, 'hubGln')) }
    : { sorId: sorId(required(entry, 'hubSorId')) }
}

function required(entry: Readonly<Record<string, unknown>>, field: string): string {
  const value = entry[field]
  if (typeof value !== 'string' || value === '') throw new RangeError(`${field} is missing`)
  return value
}

function codes(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : []
  const texts = list.filter((code) => typeof code === 'string')
  if (value != null && (!Array.isArray(value) || texts.length !== list.length)) {
    throw new RangeError('receiverTypes is not a list of codes')
  }
  return texts
}
