import { wrongSorId } from '../../domain/identifier/sor-id.ts'
import type { FeedItem, OrganisationFact, OrganisationLevel } from '../../domain/statement/facts.ts'
import type { ReadContext } from '../feed.ts'
import { addressOf, contactOf } from './address-row.ts'
import { codeFact } from './code.ts'
import { inheritsGln, type SilenceOnGln } from './gln-inheritance.ts'
import { identifiersOf } from './identifier-row.ts'
import { levelOf } from './level.ts'
import { regionOf } from './region.ts'
import { dayOrNull, isWrong, type Validity, validityOf } from './register-date.ts'
import { rejected, type Wrong } from './rejected.ts'
import type { Row } from './row.ts'
import { SPECIALITY_RANKS, type UnitField } from './unit-field.ts'

/** How the rows of one file are meant. */
export interface UnitReading {
  readonly context: ReadContext
  readonly silenceOnGln: SilenceOnGln
}

/** What a row says of its unit. */
export interface UnitItems {
  readonly items: readonly FeedItem[]
  /** Coordinates that are no place. */
  readonly unreadable: number
}

/** What is wrong with the id of a row, null when it is a SOR id; without one a row is about nothing. */
export function wrongIdOf(row: Row<UnitField>): Wrong | null {
  const value = row.text('id') ?? ''
  const state = wrongSorId(value)
  return state === null
    ? null
    : { rule: 'SOR_ID_INVALID', noun: 'SOR id', value, state, subject: null }
}

/** One version of a unit, or the rejection that leaves its last one in force. */
export function unitItems(row: Row<UnitField>, sorId: string, reading: UnitReading): UnitItems {
  const facts = essentialsOf(row, sorId)
  if ('rule' in facts) return { items: [rejected(row.line, facts)], unreadable: 0 }
  const identifiers = identifiersOf(row, { kind: 'organisation', key: sorId })
  if ('rule' in identifiers) return { items: [rejected(row.line, identifiers)], unreadable: 0 }
  const addresses = [
    addressOf(row, 'postal'),
    addressOf(row, 'visiting'),
    addressOf(row, 'activity'),
  ] as const
  const fact: OrganisationFact = {
    kind: 'organisation',
    line: row.line,
    sorId,
    ...facts,
    ...identifiers,
    type: codeFact({ code: row.text('typeCode'), label: row.text('typeLabel') }, reading.context),
    specialities: specialitiesOf(row, reading.context),
    inheritsGln: facts.level === 'OWNER' ? null : inheritsGln(row, reading.silenceOnGln),
    region: regionOf(row.text('region')) ?? regionOf(row.text('glnRegion')),
    postal: addresses[0].block,
    visiting: addresses[1].block,
    activity: addresses[2].block,
    contact: contactOf(row),
  }
  const unreadable = addresses.filter(({ isUnreadable }) => isUnreadable).length
  return { items: [fact], unreadable }
}

type Essentials = Validity & {
  readonly name: string
  readonly level: OrganisationLevel
  readonly parentId: string | null
  readonly firstFrom: OrganisationFact['firstFrom']
}

/** What a unit cannot do without. */
function essentialsOf(row: Row<UnitField>, sorId: string): Essentials | Wrong {
  const subject = { kind: 'organisation', key: sorId } as const
  const name = row.text('name')
  if (name === null) {
    return { rule: 'NAME_MISSING', noun: 'unit', value: sorId, state: 'has no name', subject }
  }
  const kind = row.text('kind') ?? ''
  const level = levelOf(kind)
  if (level === null) {
    const state = 'is none of IE, SI and OE'
    return { rule: 'LEVEL_INVALID', noun: 'SOR type', value: kind, state, subject }
  }
  const parentId = row.text('parent')
  const wrongParent = parentId === null ? null : wrongSorId(parentId)
  if (parentId !== null && wrongParent !== null) {
    return { rule: 'PARENT_UNKNOWN', noun: 'parent', value: parentId, state: wrongParent, subject }
  }
  const days = validityOf(row.text('from'), row.text('to'))
  if (isWrong(days)) return { ...days, noun: 'validity of unit', subject }
  const first = row.text('firstFrom')
  const firstFrom = first === null ? null : dayOrNull(first)
  if (first !== null && firstFrom === null) {
    const state = 'is no day of the calendar'
    return { rule: 'DATE_INVALID', noun: 'first day of unit', value: first, state, subject }
  }
  return { name, level, parentId, firstFrom, validFrom: days.validFrom, validTo: days.validTo }
}

const specialitiesOf = (row: Row<UnitField>, context: ReadContext) =>
  SPECIALITY_RANKS.map((rank) =>
    codeFact(
      { code: row.text(`speciality${rank}Code`), label: row.text(`speciality${rank}Label`) },
      context,
    ),
  ).filter((speciality) => speciality !== null)
