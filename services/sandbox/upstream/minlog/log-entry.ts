import { attribute, child, namesIn, textOf } from '../../../nsp/xml/element.ts'
import type { XmlElement } from '../../../nsp/xml/parse.ts'
import { FaultAnswer } from '../../wire/fault-answer.ts'

/** Namespace of a registration. */
export const REGISTRATION_NS =
  'http://www.sundhedsdatastyrelsen.dk/minlog/xml.schema/2025/03/12/minlog2-registration.xsd'

/** Names of a request and its answer. */
export const minlog = namesIn(REGISTRATION_NS)
/** Names of everything in them: the schema qualifies the roots alone. */
export const field = namesIn(null)

/** A look at somebody's data, as a system registers it; every field by the name of its element. */
export interface LogEntry {
  readonly fields: ReadonlyMap<string, string>
  readonly personSource: string
  readonly userSource: string
  /** Milliseconds since 1970. */
  readonly fromMs: number
  readonly toMs: number
}

/** Why one entry of many is not taken; the codes are invented, for none is published. */
export interface EntryFailure {
  readonly faultCode: string
  readonly faultText: string
}

const LENGTHS: Readonly<Record<string, number>> = {
  ...{ SystemName: 25, Activity: 75, Reason: 50, Addition: 50, Criticality: 50 },
  ...{ OrganisationId: 200, OrganisationName: 200, PersonIdentifier: 50, PersonName: 50 },
  ...{ CorrelationId: 46, SequenceNumber: 36, UserPersonIdentifier: 50, UserPersonName: 50 },
  ...{ UserRole: 200, OnBehalfOfPersonIdentifier: 50, OnBehalfOfPersonName: 50 },
  OnBehalfOfUserRole: 200,
}
const REQUIRED = ['SystemName', 'Activity', 'PersonIdentifier', 'UserPersonIdentifier'] as const
const FIRST_DAY_MS = Date.parse('2015-01-01T00:00:00Z')

/**
 * Reads what a system registers.
 *
 * @param destination `Destination` of a `LogDataEntry`
 * @throws {FaultAnswer} `syntax_error` where it breaks the schema: then the whole request does
 */
export function readEntry(destination: XmlElement): LogEntry {
  const fields = new Map<string, string>()
  for (const [name, most] of Object.entries(LENGTHS)) {
    const text = textOf(child(destination, field(name)))
    if (text !== null && text.length > most) throw malformed(`${name} is longer than ${most}`)
    if (text !== null) fields.set(name, text)
  }
  for (const name of REQUIRED) if (!fields.has(name)) throw malformed(`${name} is missing`)
  const source = (name: string) => attribute(child(destination, field(name)), 'source') ?? ''
  const at = instant(destination, 'DateTime')
  const fromMs = at ?? instant(destination, 'FromDateTime')
  const toMs = at ?? instant(destination, 'ToDateTime')
  if (fromMs === null || toMs === null) throw malformed('the time is missing')
  const [personSource, userSource] = [source('PersonIdentifier'), source('UserPersonIdentifier')]
  if (!['CPR', 'eCPR'].includes(personSource)) throw malformed('source of PersonIdentifier')
  if (!['CPR', 'Autorisation', 'EuropeanHealthcareProfessional'].includes(userSource)) {
    throw malformed('source of UserPersonIdentifier')
  }
  return { fields, personSource, userSource, fromMs, toMs }
}

/** What keeps an entry from being taken that the schema lets pass; null where nothing does. */
export function failureOf(entry: LogEntry, now: Date): EntryFailure | null {
  const { fields, personSource, fromMs, toMs } = entry
  const person = fields.get('PersonIdentifier') ?? ''
  if (personSource === 'CPR' && !/^\d{10}$/.test(person)) {
    return { faultCode: 'invalid_person_identifier', faultText: 'PersonIdentifier is no CPR' }
  }
  if (toMs < fromMs) return { faultCode: 'invalid_period', faultText: 'The period is reversed' }
  if (toMs > now.getTime() + 300_000) {
    return { faultCode: 'invalid_period', faultText: 'The time has not come yet' }
  }
  return null
}

function instant(destination: XmlElement, name: string): number | null {
  const text = textOf(child(destination, field(name)))
  if (text === null) return null
  const ms = Date.parse(text)
  if (Number.isNaN(ms) || ms < FIRST_DAY_MS) throw malformed(`${name} is before 2015, or no time`)
  return ms
}

const malformed = (what: string): FaultAnswer => new FaultAnswer('syntax_error', `${what}`)
