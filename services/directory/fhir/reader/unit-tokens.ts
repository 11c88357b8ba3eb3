import { EVERY, NONE, type UnitCondition } from '../../domain/catalogue/unit-condition.ts'
import type { OrganisationLevel } from '../../domain/statement/facts.ts'
import type { TokenValue } from '../criterion.ts'
import { CODES } from '../resource/systems.ts'

const ACTIVE: UnitCondition = { kind: 'active' }
const NOT_ACTIVE: UnitCondition = { kind: 'not', of: ACTIVE }

/** Of a boolean element: it is true or false, and has no system. */
export function activeCondition({ code }: TokenValue): UnitCondition {
  if (code === 'true') return ACTIVE
  return code === 'false' ? NOT_ACTIVE : NONE
}

const LOCATION_STATUS = 'http://hl7.org/fhir/location-status'

/** Whether a place is in use. */
export function statusCondition({ system, code }: TokenValue): UnitCondition {
  if (system && system !== LOCATION_STATUS) return NONE
  if (code === 'active') return ACTIVE
  if (code === 'inactive') return NOT_ACTIVE
  return code === null ? EVERY : NONE
}

const LEVELS: ReadonlyMap<string, OrganisationLevel> = new Map([
  ['IE', 'OWNER'],
  ['IO', 'OWNER'],
  ['SI', 'INSTITUTION'],
  ['HI', 'INSTITUTION'],
  ['OE', 'UNIT'],
  ['OU', 'UNIT'],
])

/** Systems of the codes that resources of a type show as their type. */
export type ShownTypes = readonly string[]

const KIND: ShownTypes = [CODES.snomed, CODES.label]

/** What each type of resource shows as its type. */
export const SHOWN_TYPES: Readonly<Record<string, ShownTypes>> = {
  Organization: [CODES.level, CODES.mcsdType, ...KIND],
  Location: [CODES.mcsdType, ...KIND],
  HealthcareService: KIND,
}

/** A code of an organisation's or a place's type: its level, its kind, or that it is a facility. */
export function typeToken({ system, code }: TokenValue, shown: ShownTypes): UnitCondition {
  const level = code === null ? undefined : LEVELS.get(code)
  const ofSystem: readonly [string, UnitCondition][] = [
    [CODES.level, code === null ? EVERY : level ? { kind: 'level', level } : NONE],
    [CODES.snomed, { kind: 'type', code, isCoded: true }],
    [CODES.label, { kind: 'type', code, isCoded: false }],
    [CODES.mcsdType, code === null || code === 'facility' ? { kind: 'place' } : NONE],
  ]
  const asked = ofSystem.filter(
    ([one]) => shown.includes(one) && (system === undefined || system === one),
  )
  return { kind: 'any', of: asked.map(([, condition]) => condition) }
}

/** A code of what a unit is trained for. */
export function specialityToken({ system, code }: TokenValue): UnitCondition {
  if (system === undefined) return { kind: 'speciality', code, isCoded: null }
  if (system === CODES.snomed) return { kind: 'speciality', code, isCoded: true }
  return system === CODES.label ? { kind: 'speciality', code, isCoded: false } : NONE
}
