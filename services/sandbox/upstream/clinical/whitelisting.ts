import { at, child, namesIn, textOf } from '../../../nsp/xml/element.ts'
import type { XmlElement } from '../../../nsp/xml/parse.ts'
import { FaultAnswer } from '../../wire/fault-answer.ts'
import type { ReceivedCall } from '../../wire/soap-service.ts'

const whitelisted = namesIn('http://www.sdsd.dk/dgws/2012/06')
const parts = namesIn('http://www.sdsd.dk/dgws/2010/08')

const SYSTEM = ['SystemOwnerName', 'SystemName', 'SystemVersion', 'RequestedRole']
const ORGANISATION = ['OrgResponsibleName', 'OrgUsingName', 'OrgUsingID']

/**
 * Checks the header by which FMK and DDV know a system: all of its parts, and the look-up of a citizen for a citizen.
 *
 * @param name as the service's own WSDL spells it
 * @throws {FaultAnswer} `missing_required_header` without it, `not_authorized` for one that does not fit the caller
 */
export function checkWhitelisting(
  { envelope, caller }: Pick<ReceivedCall, 'envelope' | 'caller'>,
  name: 'WhitelistingHeader' | 'WhiteListingHeader',
): void {
  const soap = namesIn(envelope.namespaceURI)
  const header = at(envelope, soap('Header'), whitelisted(name))
  const isGiven = (part: string) => header && textOf(child(header, parts(part))) !== null
  if (!header || !SYSTEM.every(isGiven)) {
    throw new FaultAnswer('missing_required_header', `${name} is missing or lacks a part`)
  }
  const isFitting = caller?.kind === 'citizen' ? isCitizens(header) : ORGANISATION.every(isGiven)
  if (!isFitting) throw new FaultAnswer('not_authorized', `${name} is not that of the caller`)
}

const isCitizens = (header: XmlElement): boolean => child(header, parts('BorgerOpslag')) !== null
