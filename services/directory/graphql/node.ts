import type { ViewedDirectory } from '../domain/directory.ts'
import type { Mailbox } from '../domain/mailbox/mailbox.ts'
import type { Unit } from '../domain/unit/unit.ts'
import { NotRecordedForDay } from '../errors/reading.ts'

/** A unit in the graph. What hangs on it is read on the day and revision of the question's root. */
export interface OrganisationNode {
  readonly unit: Unit
  readonly at: ViewedDirectory
}

/** A mailbox in the graph. */
export interface EndpointNode {
  readonly mailbox: Mailbox
  readonly at: ViewedDirectory
  /** The owner, where the unit asked about inherits it; null where it is its own, or reached by reference. */
  readonly inheritedFrom: Unit | null
}

/**
 * @returns null where there is no unit
 * @throws {NotRecordedForDay} where the unit is known, but not what it was on the day
 */
export function organisationNode(unit: Unit | null, at: ViewedDirectory): OrganisationNode | null {
  if (unit === null) return null
  if (unit.status !== 'NOT_RECORDED') return unitNode(unit, at)
  throw new NotRecordedForDay(
    `Cannot show organisation "${unit.sorId}" on "${at.view.day}": it is recorded only from a later day on`,
  )
}

/** The units that can be shown; one that is not recorded for the day is left out. */
export const organisationNodes = (
  units: readonly Unit[],
  at: ViewedDirectory,
): readonly OrganisationNode[] =>
  units.filter(({ status }) => status !== 'NOT_RECORDED').map((unit) => unitNode(unit, at))

/**
 * A unit as it is, on whatever day.
 *
 * @throws {AnswerTooLarge}
 */
export function unitNode(unit: Unit, at: ViewedDirectory): OrganisationNode {
  at.spend(1)
  return { unit, at }
}

/**
 * @param inheritedFrom see `EndpointNode`
 * @throws {AnswerTooLarge}
 */
export function endpointNode(
  mailbox: Mailbox,
  at: ViewedDirectory,
  inheritedFrom: Unit | null = null,
): EndpointNode {
  at.spend(1)
  return { mailbox, at, inheritedFrom }
}
