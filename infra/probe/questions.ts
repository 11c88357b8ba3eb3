import { idList, NAS_ACTIONS, NAS_NS } from '../../services/nsp/nas/names.ts'
import type { ServiceName } from '../../services/nsp/platform/services.ts'
import { ACTION, query, xdsb } from '../../services/nsp/xds/names.ts'
import { retrieveRequest } from '../../services/nsp/xds/retrieve-request.ts'
import { findDocuments } from '../../services/nsp/xds/stored-query.ts'
import { namesIn, type XmlName } from '../../services/nsp/xml/element.ts'
import { XmlText, xml } from '../../services/nsp/xml/template.ts'
import { DDV_NS, ddv, GET_VACCINATION_CARD } from '../../services/record/client/ddv/names.ts'
import { e2, FMK_E2_NS, GET_MEDICINE_CARD } from '../../services/record/client/fmk/names.ts'
import {
  BTR,
  LTR,
  operationsOf,
  type WillRegister,
} from '../../services/record/client/wills/register.ts'

/** A call that changes nothing, and what has to come back. */
export interface Question {
  readonly action: string
  readonly body: XmlText
  /** The element of the answer. */
  readonly answer: XmlName
  /** Elements that it has to hold, each right below the one before. */
  readonly holds?: readonly XmlName[]
  /** The header of the service's own by which it knows the system, as it spells it. */
  readonly whitelisting?: 'WhitelistingHeader' | 'WhiteListingHeader'
}

/**
 * What each service is asked, about somebody who does not exist. A service without a question has none that changes nothing, and is
 * asked for its pages alone.
 *
 * @param cpr of somebody who does not exist
 */
export const questionsAbout = (cpr: string): Readonly<Partial<Record<ServiceName, Question>>> => ({
  'dds-registry': documentsOf(cpr),
  'dds-repository': NO_DOCUMENT,
  'sfsk-registry': documentsOf(cpr),
  'sfsk-repository': NO_DOCUMENT,
  minspaerring: {
    action: `${CONSENT}:ConsentForUserCheck`.replace(':verification', ''),
    body: xml`<v:ConsentForUserCheckRequest xmlns:v="${CONSENT}"/>`,
    answer: { ns: CONSENT, name: 'ConsentForUserCheckResponse' },
    holds: [{ ns: CONSENT, name: 'Consent' }],
  },
  brs: {
    action: 'urn:sandbox:brs:notificationQuery',
    body: xml`<b:notificationQueryRequestBody xmlns:b="${BRS}"><b:Offset>999999999</b:Offset></b:notificationQueryRequestBody>`,
    answer: { ns: BRS, name: 'notificationQueryResponse' },
  },
  'minlog-lookup': {
    action: 'ListLogStatements',
    body: xml`<l:ListLogStatementsRequest xmlns:l="${MINLOG}"><l:PersonIdentifier source="CPR">${cpr}</l:PersonIdentifier><l:PageSize>1</l:PageSize></l:ListLogStatementsRequest>`,
    answer: { ns: MINLOG, name: 'ListLogStatementsResponse' },
  },
  'nas-id-list': {
    action: NAS_ACTIONS.destroyIdList,
    body: xml`<i:DestroyIDListRequest xmlns:i="${NAS_NS.idList}"><i:Name>no-such-list-of-fundament</i:Name></i:DestroyIDListRequest>`,
    answer: idList('DestroyIDListResponse'),
    holds: [idList('NoSuchList')],
  },
  authorisation: {
    action: 'http://nsi.dk/sdm/Gateway',
    body: xml`<s:AuthorizationCodeRequestStructure xmlns:s="${AUTHORISATION}"><s:authorizationCode>00000</s:authorizationCode></s:AuthorizationCodeRequestStructure>`,
    answer: { ns: AUTHORISATION, name: 'AuthorizationResponseStructure' },
  },
  cpr: {
    action: 'http://rep.oio.dk/medcom.sundcom.dk/xml/wsdl/2007/06/28/getPersonInformation',
    body: xml`<c:getPersonInformationIn xmlns:c="${CPR}"><p:PersonCivilRegistrationIdentifier xmlns:p="http://rep.oio.dk/cpr.dk/xml/schemas/core/2005/03/18/">${cpr}</p:PersonCivilRegistrationIdentifier></c:getPersonInformationIn>`,
    answer: namesIn(CPR)('getPersonInformationOut'),
    holds: [namesIn(CPR)('PersonInformationStructure'), namesIn(CPR)('RegularCPRPerson')],
  },
  btr: hasWill(BTR, cpr),
  ltr: hasWill(LTR, cpr),
  fmk: {
    action: GET_MEDICINE_CARD,
    body: xml`<e2:GetMedicineCardRequest xmlns:e2="${FMK_E2_NS}"><e2:PersonIdentifier source="CPR">${cpr}</e2:PersonIdentifier><e2:IncludePrescriptions>false</e2:IncludePrescriptions><e2:IncludeEffectuations>false</e2:IncludeEffectuations><e2:IncludeNonRelevantPrescriptions>false</e2:IncludeNonRelevantPrescriptions></e2:GetMedicineCardRequest>`,
    answer: e2('GetMedicineCardResponse'),
    whitelisting: 'WhitelistingHeader',
  },
  ddv: {
    action: GET_VACCINATION_CARD,
    body: xml`<d:GetVaccinationCardRequest xmlns:d="${DDV_NS}"><d:PersonCivilRegistrationIdentifier>${cpr}</d:PersonCivilRegistrationIdentifier></d:GetVaccinationCardRequest>`,
    answer: ddv('GetVaccinationCardResponse'),
    whitelisting: 'WhiteListingHeader',
  },
})

const CONSENT = 'urn:sandbox:minspaerring:verification'
const BRS = 'urn:sandbox:brs'
const MINLOG = 'http://www.sundhedsdatastyrelsen.dk/minlog/xml.schema/2025/03/12/minlog2-lookup.xsd'
const AUTHORISATION = 'http://nsi.dk/2024/01/05/StamdataAuthorization'
const CPR = 'urn:oio:medcom:cprservice:1.0.4'

const documentsOf = (cpr: string): Question => ({
  action: ACTION.registryStoredQuery,
  body: findDocuments({ cpr }),
  answer: query('AdhocQueryResponse'),
})

const NO_DOCUMENT: Question = {
  action: ACTION.retrieveDocumentSet,
  body: retrieveRequest([
    { uniqueId: '2.999.1', repositoryUniqueId: '2.999.2', homeCommunityId: '2.999.3' },
  ]),
  answer: xdsb('RetrieveDocumentSetResponse'),
  holds: [{ ns: 'urn:oasis:names:tc:ebxml-regrep:xsd:rs:3.0', name: 'RegistryResponse' }],
}

function hasWill(register: WillRegister, cpr: string): Question {
  const { ns, will } = register
  const name = XmlText.of(`w:has${will}Request`)
  return {
    action: operationsOf(register).has,
    body: xml`<${name} xmlns:w="${ns}"><w:id root="1.2.208.176.1.2" extension="${cpr}"/></${name}>`,
    answer: { ns, name: `has${will}Response` },
    holds: [{ ns, name: `has${will}` }],
  }
}
