import { namesIn, needed, textOf } from '../../../nsp/xml/element.ts'
import type { XmlElement } from '../../../nsp/xml/parse.ts'
import { personWithCpr } from '../../domain/world/people.ts'
import { FaultAnswer } from '../../wire/fault-answer.ts'
import type { ReceivedCall, SoapServicePlan } from '../../wire/soap-service.ts'
import {
  CPR_CORE_NS,
  CPR_NS,
  personInformation,
  type RegisteredPerson,
} from './person-information.ts'

/** SOAPAction of the look-up of one person. */
export const PERSON_ACTION =
  'http://rep.oio.dk/medcom.sundcom.dk/xml/wsdl/2007/06/28/getPersonInformation'

/**
 * The CPR look-up, *Det gode CPR-opslag*.
 *
 * @param listed CVR numbers of organisations that may ask
 */
export const cprService = (listed: ReadonlySet<string>): SoapServicePlan => ({
  ...{ name: 'cpr', path: '/stamdata-cpr-ws/service/DetGodeCPROpslag-1.0.4', identifier: null },
  ...{ versions: ['1.1'], security: 'system', needsHsuid: false },
  operations: [
    {
      ...{ action: PERSON_ACTION, request: { ns: CPR_NS, name: 'getPersonInformationIn' } },
      answer: ({ body, caller }: ReceivedCall) => {
        if (!caller?.cvr || !listed.has(caller.cvr))
          throw new FaultAnswer('not_authorized', 'The CVR number is not listed')
        return { body: personInformation(personIn(body)) }
      },
    },
  ],
})

// No code tells the two apart from anything else, so clients of the service go by these texts.
function personIn(body: XmlElement): RegisteredPerson {
  const core = namesIn(CPR_CORE_NS)
  const cpr = textOf(needed(body, core('PersonCivilRegistrationIdentifier'))) ?? ''
  if (!/^\d{10}$/.test(cpr))
    throw new FaultAnswer(
      'processing_problem',
      `The value '${cpr}' of element 'PersonCivilRegistrationIdentifier' is not valid.`,
    )
  const found = personWithCpr(cpr)
  if (!found) throw new FaultAnswer('processing_problem', 'Ingen data fundet')
  return found.person
}
