import { UpstreamAnswerInvalid } from '../../../nsp/soap/errors.ts'
import { attribute, child, elementsOf, isNamed, needed } from '../../../nsp/xml/element.ts'
import type { XmlElement } from '../../../nsp/xml/parse.ts'
import type { Code, Day } from '../../domain/coded.ts'
import type { TreatmentWill, Wish } from '../../domain/part/treatment-will.ts'
import { isDay, truthOf } from '../answer/xsd-values.ts'
import { namesOf, type WillRegister } from './register.ts'

const CPR_OID = '1.2.208.176.1.2'
const KINDS_OID = '1.2.208.184.15.1'

/** No URI is published for the wishes and for who has to accept them, so these are ours. */
const WISHES = 'urn:fundament:wills:wish'
const ACCEPTANCES = 'urn:fundament:wills:acceptance'

const ACCEPTANCE: ReadonlySet<string> = new Set([
  ...['relativeAcceptanceRequired', 'guardianAcceptanceRequired'],
  'trustedAgentAcceptanceRequired',
])
const HEAD: ReadonlySet<string> = new Set(['id', 'code', 'effectiveTime', 'confidentialityCode'])

/**
 * Reads whether a register holds a will of a person: its own explicit yes or no.
 *
 * @throws {UpstreamAnswerInvalid} for anything else
 */
export function hasWillOf(body: XmlElement, register: WillRegister, cpr: string): boolean {
  const name = namesOf(register)
  if (!isNamed(body, name(`has${register.will}Response`))) {
    throw new UpstreamAnswerInvalid('it does not say whether there is a will')
  }
  checkWhose(body, register, cpr)
  return truthOf(needed(body, name(`has${register.will}`)))
}

/**
 * Reads a will with the wishes that are stated as true; what is stated as false, and what is not stated, is no wish.
 *
 * @throws {UpstreamAnswerInvalid} for a will of somebody else or of another kind, and for a wish or an acceptance that is not known
 */
export function willOf(body: XmlElement, register: WillRegister, cpr: string): TreatmentWill {
  const name = namesOf(register)
  if (!isNamed(body, name(`get${register.will}Response`))) {
    throw new UpstreamAnswerInvalid('it is no will')
  }
  const will = needed(body, name(register.will))
  checkWhose(will, register, cpr)
  checkKind(will, register)
  const wishes = elementsOf(will)
    .filter((element) => !isHead(element, register))
    .flatMap((element) => wishOf(element, register))
  return { kind: register.kind, wishes, registeredOn: registeredOn(will, register) }
}

const isHead = ({ localName, namespaceURI }: XmlElement, { ns }: WillRegister): boolean =>
  namespaceURI === ns && HEAD.has(localName ?? '')

function checkWhose(parent: XmlElement, register: WillRegister, cpr: string): void {
  const id = needed(parent, namesOf(register)('id'))
  if (attribute(id, 'root') !== CPR_OID || attribute(id, 'extension') !== cpr) {
    throw new UpstreamAnswerInvalid('the will is of somebody else')
  }
}

function checkKind(will: XmlElement, register: WillRegister): void {
  const name = namesOf(register)
  const code = needed(will, name('code'))
  const confidentiality = needed(will, name('confidentialityCode'))
  const isKind =
    attribute(code, 'code') === register.will && attribute(code, 'codeSystem') === KINDS_OID
  if (isKind && attribute(confidentiality, 'code') === 'N') return
  throw new UpstreamAnswerInvalid('the will is of another kind')
}

function wishOf(element: XmlElement, register: WillRegister): readonly Wish[] {
  const wish = element.localName ?? ''
  if (element.namespaceURI !== register.ns || !register.wishes.has(wish)) {
    throw new UpstreamAnswerInvalid('the will says something that is not known')
  }
  const acceptanceNeededFrom = acceptanceOf(element)
  if (!truthOf(element)) return []
  return [{ wish: { code: wish, system: WISHES, display: null }, acceptanceNeededFrom }]
}

function acceptanceOf(element: XmlElement): Code | null {
  const code = attribute(element, 'acceptanceNeeded')
  if (code === null) return null
  if (ACCEPTANCE.has(code)) return { code, system: ACCEPTANCES, display: null }
  throw new UpstreamAnswerInvalid('a wish needs the acceptance of somebody who is not known')
}

function registeredOn(will: XmlElement, register: WillRegister): Day | null {
  const time = child(will, namesOf(register)('effectiveTime'))
  if (!time) return null
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})/.exec(attribute(time, 'value') ?? '') ?? []
  const date = `${year}-${month}-${day}`
  if (isDay(date)) return date
  throw new UpstreamAnswerInvalid('the will was registered on no day')
}
