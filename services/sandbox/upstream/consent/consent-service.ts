import { attribute, children, namesIn } from '../../../nsp/xml/element.ts'
import { type XmlText, xml } from '../../../nsp/xml/template.ts'
import { FaultAnswer } from '../../wire/fault-answer.ts'
import type { ReceivedCall, SoapOperation, SoapServicePlan } from '../../wire/soap-service.ts'
import { xsDate } from '../clinical/days.ts'
import { type ConsentAnswer, judgeData, judgeUser, type LookUp } from './judge.ts'

const VERIFICATION_NS = 'urn:sandbox:minspaerring:verification'
const verification = namesIn(VERIFICATION_NS)

/**
 * Verification of consent, MinSpærring. Its two operations, what goes in and what comes out are known; every name on the wire is invented,
 * for no message is published. It stands in HSUID for whom and by whom is looked up.
 */
export const CONSENT_SERVICE: SoapServicePlan = {
  ...{ name: 'minspaerring', path: '/minspaerring/verification', identifier: null },
  ...{ versions: ['1.1'], security: 'system-or-user', needsHsuid: true },
  operations: [userCheck(), dataCheck()],
}

const ANSWERS: Readonly<Record<ConsentAnswer, string>> = {
  POSITIVE: 'Positive',
  NEGATIVE: 'Negative',
  DATA_SPECIFIC: 'DataSpecific',
}

function userCheck(): SoapOperation {
  return {
    action: 'urn:sandbox:minspaerring:ConsentForUserCheck',
    request: verification('ConsentForUserCheckRequest'),
    answer: (call) => ({
      body: xml`<v:ConsentForUserCheckResponse xmlns:v="${VERIFICATION_NS}"><v:Consent>${ANSWERS[judgeUser(lookUpOf(call))]}</v:Consent></v:ConsentForUserCheckResponse>`,
    }),
  }
}

function dataCheck(): SoapOperation {
  return {
    action: 'urn:sandbox:minspaerring:ConsentForDataCheck',
    request: verification('ConsentForDataCheckRequest'),
    answer: (call) => {
      const elements = children(call.body, verification('MetadataElement')).map((element) => ({
        id: attribute(element, 'id') ?? '',
        organisation: attribute(element, 'sor'),
        madeOn: attribute(element, 'created')?.slice(0, 10) ?? null,
      }))
      if (elements.some(({ id }) => id === '')) {
        throw new FaultAnswer('syntax_error', 'A MetadataElement has no id')
      }
      const shown = judgeData(lookUpOf(call), elements)
      return {
        body: xml`<v:ConsentForDataCheckResponse xmlns:v="${VERIFICATION_NS}">${shown.map(({ id }): XmlText => xml`<v:MetadataElement id="${id}"/>`)}</v:ConsentForDataCheckResponse>`,
      }
    },
  }
}

function lookUpOf({ hsuid, now }: ReceivedCall): LookUp {
  const one = (name: string): string | null => hsuid?.get(name)?.[0] ?? null
  const cpr = one('nsi:CitizenCivilRegistrationNumber')
  if (cpr === null) {
    throw new FaultAnswer('missing_required_header', 'HSUID names no citizen')
  }
  return {
    ...{ cpr, on: xsDate(now), organisation: one('nsi:OrgUsingID') },
    authorisationCode: one('nsi:ResponsibleUserAuthorizationCode'),
  }
}
