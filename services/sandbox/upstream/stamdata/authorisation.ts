import { namesIn, needed, textOf } from '../../../nsp/xml/element.ts'
import { type XmlText, xml } from '../../../nsp/xml/template.ts'
import {
  type Authorisation,
  authorisationsOf,
  authorisationWithCode,
} from '../../domain/world/authorisations.ts'
import { FaultAnswer } from '../../wire/fault-answer.ts'
import type { SoapOperation, SoapServicePlan } from '../../wire/soap-service.ts'

/** Namespace of the look-up of authorisations, version 2024-01-05. */
export const AUTHORISATION_NS = 'http://nsi.dk/2024/01/05/StamdataAuthorization'
/** SOAPAction of both operations: what is in the body tells them apart. */
export const AUTHORISATION_ACTION = 'http://nsi.dk/sdm/Gateway'

const sd = namesIn(AUTHORISATION_NS)

/** Somebody's authorisations, found by number or by code. */
interface Found {
  readonly cpr: string | null
  readonly held: readonly Authorisation[]
}

const operation = (
  element: string,
  asked: string,
  find: (text: string) => Found,
): SoapOperation => ({
  ...{ action: AUTHORISATION_ACTION, request: sd(element) },
  answer: ({ body }) => {
    const text = textOf(needed(body, sd(asked)))
    if (text === null) throw new FaultAnswer('processing_problem', `${asked} is empty`)
    return { body: written(find(text)) }
  },
})

/**
 * The look-up of authorisations in force, by code and by number.
 *
 * On the platform these are two services with one SOAPAction; here one path answers both, so that the decoupling component
 * can tell by SOAPAction alone where a message goes.
 */
export const AUTHORISATION_SERVICE: SoapServicePlan = {
  ...{ name: 'authorisation', identifier: null, versions: ['1.1'] },
  path: '/stamdata-authorization-lookup-ws/service/AuthorizationCodeService-20240105',
  ...{ security: 'system', needsHsuid: false },
  operations: [
    operation('AuthorizationRequestStructure', 'cpr', (cpr) => ({
      ...{ cpr, held: authorisationsOf(cpr) },
    })),
    operation('AuthorizationCodeRequestStructure', 'authorizationCode', (code) => {
      const found = authorisationWithCode(code)
      return { cpr: found?.holder.cpr ?? null, held: found ? [found] : [] }
    }),
  ],
}

// Nobody and nothing in force are the same answer: an empty one.
function written({ cpr, held }: Found): XmlText {
  const [first] = held
  const who =
    first === undefined
      ? null
      : xml`<sd:cpr>${cpr}</sd:cpr><sd:fornavn>${first.holder.givenName}</sd:fornavn><sd:efternavn>${first.holder.surname}</sd:efternavn>`
  return xml`<sd:AuthorizationResponseStructure xmlns:sd="${AUTHORISATION_NS}">${who}${held.map(one)}</sd:AuthorizationResponseStructure>`
}

const one = ({ code, educationCode, educationName, since }: Authorisation): XmlText =>
  xml`<sd:autorisation><sd:autorisationsNummer>${code}</sd:autorisationsNummer><sd:uddannelsesKode>${educationCode}</sd:uddannelsesKode><sd:uddannelsesNavn>${educationName}</sd:uddannelsesNavn><sd:uddannelsesLand>DK</sd:uddannelsesLand><sd:autorisationGyldig>true</sd:autorisationGyldig><sd:autorisationsDato>${since}</sd:autorisationsDato></sd:autorisation>`
