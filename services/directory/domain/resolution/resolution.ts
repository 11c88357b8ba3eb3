import type { Mailbox } from '../mailbox/mailbox.ts'
import type { MessageType } from '../message-type/message-type.ts'
import type { Unit } from '../unit/unit.ts'

/** Why there is no endpoint, in order of precedence: the first that applies is given. */
export const NOT_FOUND_REASONS = [
  'KEY_INVALID',
  'ORGANISATION_UNKNOWN',
  'NOT_RECORDED_FOR_DAY',
  'ORGANISATION_CLOSED',
  'ORGANISATION_FUTURE',
  'AMBIGUOUS',
  'NO_ENDPOINT',
  'ENDPOINT_NOT_ACTIVE',
  'INTERNAL_ONLY',
  'MESSAGE_TYPES_UNKNOWN',
  'MESSAGE_TYPE_NOT_RECEIVED',
] as const

/** One of {@link NOT_FOUND_REASONS}. */
export type NotFoundReason = (typeof NOT_FOUND_REASONS)[number]

/** What a step of a resolution came to. */
export const STEP_OUTCOMES = [
  'OWN',
  'INHERITED',
  'NOT_INHERITED',
  'AFFILIATED',
  'VIA_HUB',
  'NONE',
  'REJECTED',
] as const

/** One of {@link STEP_OUTCOMES}. */
export type StepOutcome = (typeof STEP_OUTCOMES)[number]

/** One step of the way to an endpoint, in words that a person can check. */
export interface Step {
  readonly unit: Unit | null
  readonly outcome: StepOutcome
  readonly explanation: string
}

/** The one mailbox that receives a message type for a unit. */
export interface Found {
  readonly kind: 'found'
  readonly unit: Unit
  readonly mailbox: Mailbox
  /** The unit that the mailbox is inherited from; null where it is its own, or the hub's own. */
  readonly inheritedFrom: Unit | null
  /** The versions of the asked type that it receives, newest first. */
  readonly matched: readonly MessageType[]
  readonly steps: readonly Step[]
}

/** Why there is none, with what could help. */
export interface NotFound {
  readonly kind: 'not-found'
  readonly reason: NotFoundReason
  readonly message: string
  readonly steps: readonly Step[]
  readonly candidates: readonly Mailbox[]
  /** The units that the key could mean. */
  readonly units: readonly Unit[]
  /** Other standards of the same purpose that are received. */
  readonly alternatives: readonly MessageType[]
}

/** Exactly one mailbox, or the reason why not; never two. */
export type Resolution = Found | NotFound

/** @returns a {@link NotFound} with nothing but what is given */
export const notFound = (
  reason: NotFoundReason,
  message: string,
  more: Partial<Omit<NotFound, 'kind' | 'reason' | 'message'>> = {},
): NotFound => ({
  kind: 'not-found',
  reason,
  message,
  steps: [],
  candidates: [],
  units: [],
  alternatives: [],
  ...more,
})
