import { type XmlText, xml } from '../../../nsp/xml/template.ts'
import { STAFF } from '../../domain/world/persons.ts'
import { daysFrom, xsDateTime } from '../clinical/days.ts'
import type { GivenVaccination, GivenVaccine, GivingOrganisation } from './cards.ts'

const NS = 'http://vaccinationsregister.dk/schemas/2013/12/01'

/** Writes `GetVaccinationCardResponse` in the order of the schema. */
export const cardXml = (vaccinations: readonly GivenVaccination[], now: Date): XmlText =>
  xml`<GetVaccinationCardResponse xmlns="${NS}">${vaccinations.map((one) => vaccinationXml(one, now))}</GetVaccinationCardResponse>`

function vaccinationXml(vaccination: GivenVaccination, now: Date): XmlText {
  const { id, vaccine, days, credibility, isActive, isPrevious, by } = vaccination
  const at = xsDateTime(daysFrom(now, days))
  const written = xsDateTime(daysFrom(now, isPrevious ? -100 : days))
  const modificator = modificatorXml(by)
  return xml`<Vaccination><VaccinationIdentifier>${id}</VaccinationIdentifier><VaccinationVersionIdentifier>1</VaccinationVersionIdentifier><Created>${modificator}<CreatedDateTime>${written}</CreatedDateTime></Created>${vaccineXml(vaccine)}<VaccinationCredibility>${credibility}</VaccinationCredibility><EffectuatedDateTime>${at}</EffectuatedDateTime><ConfirmedByPrescriptionServer>false</ConfirmedByPrescriptionServer><ActiveStatus>${isActive}</ActiveStatus><IsPrevious>${isPrevious}</IsPrevious></Vaccination>`
}

function modificatorXml(by: GivingOrganisation | null): XmlText {
  if (!by) return xml`<Modificator><Citizen/></Modificator>`
  const { authorisationCode, givenName, surname } = STAFF.doctor
  const { name, type, source, number } = by
  return xml`<Modificator><AuthorisedHealthcareProfessional><AuthorisationIdentifier>${authorisationCode}</AuthorisationIdentifier><Name>${givenName} ${surname}</Name></AuthorisedHealthcareProfessional><Organisation><Name>${name}</Name><Type>${type}</Type><Identifier source="${source}">${number}</Identifier></Organisation></Modificator>`
}

const vaccineXml = ({ number, name, atc, disease }: GivenVaccine): XmlText =>
  xml`<Vaccine><VaccineIdentifier>${number}</VaccineIdentifier><VaccineName>${name}</VaccineName><Disease><DiseaseIdentifier>1</DiseaseIdentifier><DiseaseName>${disease.name}</DiseaseName><DiseaseNameDK>${disease.nameDk}</DiseaseNameDK><ATC><Code>${disease.atc}</Code></ATC></Disease><ATC><Code>${atc.code}</Code><Text>${atc.text}</Text></ATC></Vaccine>`
