import { namesIn } from '../../../nsp/xml/element.ts'
import type { SoapServicePlan } from '../../wire/soap-service.ts'
import { askedPerson } from '../clinical/asked-person.ts'
import { checkWhitelisting } from '../clinical/whitelisting.ts'
import { CARDS } from './cards.ts'
import { cardXml } from './write-card.ts'

const NS = 'http://vaccinationsregister.dk/schemas/2013/12/01'
const ddv = namesIn(NS)

/**
 * The vaccination card. Request, answer, action and header are from the WSDL with identity tokens; that staff are let in with an id card at the
 * same address and action is invented. A call with an identity token is answered as multipart, as real ones have been seen to be.
 */
export const DDV_SERVICE: SoapServicePlan = {
  ...{ name: 'ddv', path: '/idws_xua/ddv_xua_140', identifier: null, versions: ['1.2'] },
  ...{ security: 'user-or-citizen', needsHsuid: false },
  operations: [
    {
      action: `${NS}#GetVaccinationCardIDWS`,
      request: ddv('GetVaccinationCardRequest'),
      answer(call) {
        checkWhitelisting(call, 'WhiteListingHeader')
        const cpr = askedPerson(call, ddv('PersonCivilRegistrationIdentifier'))
        const body = cardXml(CARDS.get(cpr) ?? [], call.now)
        return { body, isMultipart: call.caller?.kind === 'citizen' }
      },
    },
  ],
}
