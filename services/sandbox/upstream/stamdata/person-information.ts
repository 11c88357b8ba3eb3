import { type XmlText, xml } from '../../../nsp/xml/template.ts'
import { type Address, addressOf } from '../../domain/world/addresses.ts'
import type { Citizen } from '../../domain/world/persons.ts'

/** Namespace of the CPR look-up 1.0.4. */
export const CPR_NS = 'urn:oio:medcom:cprservice:1.0.4'
/** Namespace of a person's number in it. */
export const CPR_CORE_NS = 'http://rep.oio.dk/cpr.dk/xml/schemas/core/2005/03/18/'

const NAMES = xml`xmlns:c="${CPR_NS}" xmlns:core="${CPR_CORE_NS}" xmlns:birth="http://rep.oio.dk/cpr.dk/xml/schemas/core/2005/11/24/" xmlns:dkcc03="http://rep.oio.dk/ebxml/xml/schemas/dkcc/2003/02/13/" xmlns:dkcc05="http://rep.oio.dk/ebxml/xml/schemas/dkcc/2005/03/15/" xmlns:itst05="http://rep.oio.dk/itst.dk/xml/schemas/2005/02/22/" xmlns:itst06="http://rep.oio.dk/itst.dk/xml/schemas/2006/01/17/"`

/** What the register knows of somebody, staff or not. */
export type RegisteredPerson = Omit<Citizen, 'story'>

/**
 * What the look-up answers about somebody who lives in the country.
 *
 * Names and their order are those of the service's clients; in which of the published namespaces the innermost elements stand
 * is read off the namespaces that a real request declares, for their schemas are not at hand.
 */
export const personInformation = (person: RegisteredPerson): XmlText =>
  xml`<c:getPersonInformationOut ${NAMES}><c:PersonInformationStructure><c:CurrentPersonCivilRegistrationIdentifier>${person.cpr}</c:CurrentPersonCivilRegistrationIdentifier>${regular(person)}${address(addressOf(person))}</c:PersonInformationStructure></c:getPersonInformationOut>`

function regular({ cpr, givenName, surname, gender, bornOn }: RegisteredPerson): XmlText {
  const name = xml`<itst06:PersonNameStructure><dkcc03:PersonGivenName>${givenName}</dkcc03:PersonGivenName><dkcc03:PersonSurnameName>${surname}</dkcc03:PersonSurnameName></itst06:PersonNameStructure>`
  const simple = xml`<c:SimpleCPRPerson>${name}<core:PersonCivilRegistrationIdentifier>${cpr}</core:PersonCivilRegistrationIdentifier></c:SimpleCPRPerson>`
  const born = xml`<birth:PersonBirthDateStructure><itst05:BirthDate>${bornOn}</itst05:BirthDate><birth:BirthDateUncertaintyIndicator>false</birth:BirthDateUncertaintyIndicator></birth:PersonBirthDateStructure>`
  const status = xml`<c:PersonCivilRegistrationStatusStructure><c:PersonCivilRegistrationStatusCode>01</c:PersonCivilRegistrationStatusCode><c:PersonCivilRegistrationStatusStartDate>${bornOn}</c:PersonCivilRegistrationStatusStartDate></c:PersonCivilRegistrationStatusStructure>`
  return xml`<c:RegularCPRPerson>${simple}<itst05:PersonNameForAddressingName>${givenName} ${surname}</itst05:PersonNameForAddressingName><dkcc03:PersonGenderCode>${gender === 'F' ? 'female' : 'male'}</dkcc03:PersonGenderCode><birth:PersonInformationProtectionIndicator>false</birth:PersonInformationProtectionIndicator>${born}${status}</c:RegularCPRPerson>`
}

function address(where: Address): XmlText {
  const { street, streetCode, building, postCode, district, municipalityCode } = where
  const access = xml`<c:AddressAccess><core:MunicipalityCode>${municipalityCode}</core:MunicipalityCode><core:StreetCode>${streetCode}</core:StreetCode><dkcc03:StreetBuildingIdentifier>${building}</dkcc03:StreetBuildingIdentifier></c:AddressAccess>`
  const postal = xml`<c:AddressPostal><dkcc05:StreetName>${street}</dkcc05:StreetName><dkcc05:StreetNameForAddressingName>${street}</dkcc05:StreetNameForAddressingName><dkcc03:StreetBuildingIdentifier>${building}</dkcc03:StreetBuildingIdentifier><dkcc05:PostCodeIdentifier>${postCode}</dkcc05:PostCodeIdentifier><dkcc05:DistrictName>${district}</dkcc05:DistrictName></c:AddressPostal>`
  return xml`<c:PersonAddressStructure><c:AddressComplete>${access}${postal}</c:AddressComplete></c:PersonAddressStructure>`
}
