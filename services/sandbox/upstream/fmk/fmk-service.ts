import { namesIn } from '../../../nsp/xml/element.ts'
import { CITIZENS } from '../../domain/world/persons.ts'
import type { SoapServicePlan } from '../../wire/soap-service.ts'
import { askedPerson } from '../clinical/asked-person.ts'
import { isOwn } from '../clinical/may-ask.ts'
import { checkWhitelisting } from '../clinical/whitelisting.ts'
import { CARDS } from './cards.ts'
import { cardXml } from './write-card.ts'

const E2 = 'http://www.dkma.dk/medicinecard/xml.schema/2015/06/01/E2'
const e2 = namesIn(E2)

/**
 * The medicine card. Request, answer, action and header are from the WSDL; that staff are let in with an id card at the same address is
 * invented, and so is who sees what is private: citizens and those who act for them.
 */
export const FMK_SERVICE: SoapServicePlan = {
  ...{ name: 'fmk', path: '/idws_xua/fmk_xua_146_E6', identifier: null, versions: ['1.1', '1.2'] },
  ...{ security: 'user-or-citizen', needsHsuid: false },
  operations: [
    {
      action: `${E2}#GetMedicineCard`,
      request: e2('GetMedicineCardRequest'),
      answer(call) {
        checkWhitelisting(call, 'WhitelistingHeader')
        const cpr = askedPerson(call, e2('PersonIdentifier'))
        const holder = Object.values(CITIZENS).find((citizen) => citizen.cpr === cpr) ?? { cpr }
        const view = { now: call.now, isOwn: isOwn(call) }
        return { body: cardXml(holder, CARDS.get(cpr) ?? [], view) }
      },
    },
  ],
}
