import { attribute, child, namesIn } from '../../../nsp/xml/element.ts'
import { XmlText, xml } from '../../../nsp/xml/template.ts'
import { FaultAnswer } from '../../wire/fault-answer.ts'
import type { ReceivedCall, SoapOperation, SoapServicePlan } from '../../wire/soap-service.ts'
import { checkMayAsk } from '../clinical/may-ask.ts'
import {
  LIVING_WILLS,
  type RegisteredWill,
  type RegisteredWish,
  TREATMENT_WILLS,
} from './registered.ts'

const CPR_OID = '1.2.208.176.1.2'
const KINDS_OID = '1.2.208.184.15.1'

/** Treatment wills. Operations, elements and codes are published; how they stand in a message is invented. */
export const BTR_SERVICE: SoapServicePlan = {
  ...{ name: 'btr', path: '/btr', identifier: null, versions: ['1.1'] },
  ...{ security: 'user-or-citizen', needsHsuid: false },
  operations: operations(
    'http://sundhedsdatastyrelsen.dk/behandlingstestamente/2018/05/01/',
    'TreatmentWill',
    TREATMENT_WILLS,
  ),
}

/** Living wills; invented as {@link BTR_SERVICE} is. */
export const LTR_SERVICE: SoapServicePlan = {
  ...{ name: 'ltr', path: '/btr/ltr', identifier: null, versions: ['1.1'] },
  ...{ security: 'user-or-citizen', needsHsuid: false },
  operations: operations(
    'http://sundhedsdatastyrelsen.dk/livstestamente/2018/05/01/',
    'LivingWill',
    LIVING_WILLS,
  ),
}

function operations(
  ns: string,
  will: string,
  registered: ReadonlyMap<string, RegisteredWill>,
): readonly SoapOperation[] {
  const name = namesIn(ns)
  const operation = (
    verb: 'has' | 'get',
    content: (cpr: string, found: RegisteredWill | null) => XmlText,
  ): SoapOperation => ({
    ...{ action: `${ns}${verb}${will}`, request: name(`${verb}${will}Request`) },
    answer(call) {
      const cpr = personOf(call, ns)
      const tag = XmlText.of(`${verb}${will}Response`)
      const body = xml`<${tag} xmlns="${ns}">${content(cpr, registered.get(cpr) ?? null)}</${tag}>`
      return { body }
    },
  })
  const has = XmlText.of(`has${will}`)
  return [
    operation('has', (cpr, found) => xml`${idXml(cpr)}<${has}>${found !== null}</${has}>`),
    operation('get', (cpr, found) => {
      if (!found) throw new FaultAnswer('processing_problem', `There is no ${will}`)
      return willXml(will, cpr, found)
    }),
  ]
}

function personOf(call: ReceivedCall, ns: string): string {
  const id = child(call.body, namesIn(ns)('id'))
  const cpr = attribute(id, 'extension') ?? ''
  if (attribute(id, 'root') !== CPR_OID || cpr === '') {
    throw new FaultAnswer('processing_problem', 'The request names no person')
  }
  checkMayAsk(call, cpr)
  return cpr
}

const idXml = (cpr: string): XmlText => xml`<id root="${CPR_OID}" extension="${cpr}"/>`

function willXml(will: string, cpr: string, { registeredOn, wishes }: RegisteredWill): XmlText {
  const tag = XmlText.of(will)
  return xml`<${tag}>${idXml(cpr)}<code code="${will}" codeSystem="${KINDS_OID}"/><effectiveTime value="${registeredOn}"/><confidentialityCode code="N"/>${wishes.map(wishXml)}</${tag}>`
}

function wishXml({ name, isWished, acceptance }: RegisteredWish): XmlText {
  const tag = XmlText.of(name)
  const needed = acceptance && xml` acceptanceNeeded="${acceptance}"`
  return xml`<${tag}${needed}>${isWished}</${tag}>`
}
