import { type XmlText, xml } from '../../../nsp/xml/template.ts'
import type { Citizen } from '../../domain/world/persons.ts'
import { daysFrom, xsDate, xsDateTime } from '../clinical/days.ts'
import type { OrdinatedDrug, Ordination, Prescriber } from './ordination.ts'
import { dosageXml } from './write-dosage.ts'

const NS = 'http://www.dkma.dk/medicinecard/xml.schema/2015/06/01'

/** Who is asked about; a person whom nobody knows has a card too, with the number alone. */
export type CardHolder = Pick<Citizen, 'cpr'> & Partial<Citizen>

/** How a card is written. */
export interface CardView {
  readonly now: Date
  /** Whether private medications are written with their content. */
  readonly isOwn: boolean
}

/** Writes `GetMedicineCardResponse` in the order of its type in the WSDL. */
export function cardXml(
  holder: CardHolder,
  ordinations: readonly Ordination[],
  { now, isOwn }: CardView,
): XmlText {
  const isHidden = (ordination: Ordination) => ordination.isPrivate && !isOwn
  const hidden = ordinations
    .filter(isHidden)
    .map(
      ({ id }) =>
        xml`<e2:PrivateDrugMedication><Identifier>${id}</Identifier><Version>${versionOf(id)}</Version></e2:PrivateDrugMedication>`,
    )
  const seen = ordinations
    .filter((ordination) => !isHidden(ordination))
    .map((ordination) => ordinationXml(ordination, now))
  return xml`<e2:GetMedicineCardResponse xmlns="${NS}" xmlns:e2="${NS}/E2"><e2:MedicineCard>${patientXml(holder)}<e2:Version>${versionOf('1')}</e2:Version>${hidden}${seen}<e2:HasOpenDosageDispensingPrescriptions>false</e2:HasOpenDosageDispensingPrescriptions><e2:OrderedPrescriptionsExist>false</e2:OrderedPrescriptionsExist></e2:MedicineCard></e2:GetMedicineCardResponse>`
}

const versionOf = (id: string): string => `1${id.padStart(8, '0')}001001`

const patientXml = ({ cpr, givenName, surname, bornOn, gender }: CardHolder): XmlText =>
  xml`<e2:Patient><Person><Name><GivenName>${givenName ?? 'Ukendt'}</GivenName><Surname>${surname ?? 'Person'}</Surname></Name><PersonIdentifier source="CPR">${cpr}</PersonIdentifier>${bornOn && xml`<BirthDate>${bornOn}</BirthDate>`}${gender && xml`<Gender>${gender === 'F' ? 'female' : 'male'}</Gender>`}</Person></e2:Patient>`

function ordinationXml(ordination: Ordination, now: Date): XmlText {
  const { id, drug, dosage, indication, fromDays, toDays, state, isPrivate, by } = ordination
  const start = daysFrom(now, fromDays)
  const end =
    toDays === null
      ? xml`<TreatmentEndingUndetermined/>`
      : xml`<TreatmentEndDate>${xsDate(daysFrom(now, toDays))}</TreatmentEndDate>`
  // Written the day it begins, and no later than now.
  const created = xsDateTime(fromDays > 0 ? now : start)
  const byXml = writtenBy(by, created)
  const paused = state === 'paused' && xml`<e2:Paused>${byXml}</e2:Paused>`
  const own = isPrivate && xml`<e2:IsPrivateDrugMedication>true</e2:IsPrivateDrugMedication>`
  return xml`<e2:DrugMedication><e2:Identifier>${id}</e2:Identifier><e2:Version>${versionOf(id)}</e2:Version><e2:Created>${byXml}</e2:Created><e2:Type>Lægeordineret</e2:Type>${paused || null}${own || null}<e2:BeginEndDate><CreatedDateTime>${created}</CreatedDateTime><TreatmentStartDate>${xsDate(start)}</TreatmentStartDate>${end}</e2:BeginEndDate><e2:Indication><FreeText>${indication}</FreeText></e2:Indication><e2:RouteOfAdministration><Code source="Medicinpriser" date="2024-01-01">OR</Code><Text>Oral anvendelse</Text></e2:RouteOfAdministration>${drugXml(drug)}${dosageXml(dosage, start)}<e2:SubstitutionAllowed>true</e2:SubstitutionAllowed></e2:DrugMedication>`
}

const writtenBy = ({ authorisationCode, name, organisation }: Prescriber, at: string): XmlText =>
  xml`<By><AuthorisedHealthcareProfessional><AuthorisationIdentifier>${authorisationCode}</AuthorisationIdentifier><Name>${name}</Name></AuthorisedHealthcareProfessional><Organisation><Name>${organisation.name}</Name><Type>${organisation.type}</Type><Identifier source="${organisation.type}">${organisation.number}</Identifier></Organisation></By><DateTime>${at}</DateTime>`

function drugXml({ atc, number, name, form, strength }: OrdinatedDrug): XmlText {
  const source = xml` source="Medicinpriser" date="2024-01-01"`
  const atcXml = atc && xml`<ATC><Code${source}>${atc.code}</Code><Text>${atc.text}</Text></ATC>`
  const numberXml = number && xml`<Identifier${source}>${number}</Identifier>`
  return xml`<e2:Drug>${atcXml}${numberXml}<Name>${name}</Name><Form><Code${source}>${form.code}</Code><Text>${form.text}</Text></Form><Strength><Text${source}>${strength}</Text></Strength></e2:Drug>`
}
