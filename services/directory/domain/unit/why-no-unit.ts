import { describeKey, type OrganisationKey } from '../identifier/organisation-key.ts'
import { type NotFound, notFound, type Step } from '../resolution/resolution.ts'
import type { KeyChoice } from './key-choice.ts'
import type { Unit } from './unit.ts'

/** What a key means when it does not mean exactly one unit in force. */
export type NoUnit = Exclude<KeyChoice, { kind: 'one' }>

/** The reason why a key leads to no endpoint, before any mailbox is looked at. */
export function whyNoUnit(key: OrganisationKey, choice: NoUnit): NotFound {
  const name = describeKey(key)
  switch (choice.kind) {
    case 'unknown':
      return notFound(
        'ORGANISATION_UNKNOWN',
        `Cannot find organisation by ${name}: none goes by it`,
      )
    case 'not-recorded':
      return notFound(
        'NOT_RECORDED_FOR_DAY',
        `Cannot find organisation by ${name} on that day: it is recorded only from a later day on`,
        of(choice.units, 'is recorded only from a later day on'),
      )
    case 'closed':
      return notFound(
        'ORGANISATION_CLOSED',
        `Cannot find endpoint by ${name}: every unit that went by it is closed`,
        of(choice.units, 'is closed'),
      )
    case 'future':
      return notFound(
        'ORGANISATION_FUTURE',
        `Cannot find endpoint by ${name}: no unit that goes by it is open yet`,
        of(choice.units, 'is not open yet'),
      )
    case 'ambiguous':
      return notFound(
        'AMBIGUOUS',
        `Cannot choose organisation by ${name}: it names ${choice.units.length}`,
        { ...of(choice.units, `goes by ${name} too`), candidates: choice.mailboxes },
      )
  }
}

const of = (units: readonly Unit[], state: string) => ({
  units,
  steps: units.map(
    (unit): Step => ({ unit, outcome: 'REJECTED', explanation: `${unit.name} ${state}` }),
  ),
})
