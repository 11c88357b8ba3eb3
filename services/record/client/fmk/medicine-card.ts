import { UpstreamAnswerInvalid } from '../../../nsp/soap/errors.ts'
import {
  at,
  attribute,
  child,
  children,
  elementsOf,
  isNamed,
  needed,
  textOf,
} from '../../../nsp/xml/element.ts'
import type { XmlElement } from '../../../nsp/xml/parse.ts'
import type { Day } from '../../domain/coded.ts'
import type { Medication, Medications } from '../../domain/part/medications.ts'
import { numberedOrganisation } from '../answer/numbered-organisation.ts'
import type { Said } from '../source.ts'
import { dosageTextOf } from './dosage-text.ts'
import { drugOf } from './drug.ts'
import { e2, fmk } from './names.ts'
import { isWithin, treatmentPeriodOf } from './treatment-period.ts'

/** Everything that a drug medication may hold by the WSDL; anything else could say that it is not in force. */
const KNOWN: ReadonlySet<string> = new Set([
  ...['Identifier', 'Version', 'PreviousVersion', 'NextVersion', 'ParentIdentifier', 'Created'],
  ...['ReportedBy', 'Modified', 'ModifiedNonclinical', 'Type', 'FollowUpDates', 'Paused'],
  ...['Withdrawn', 'IsPrivateDrugMedication', 'BeginEndDate', 'Indication'],
  ...['RouteOfAdministration', 'Drug', 'Dosage', 'SubstitutionAllowed', 'Effectuation'],
  ...['InvalidEffectuation', 'Prescription', 'InvalidPrescription', 'ReimbursementClause'],
])

/**
 * Reads the current card: the drug medications in force on a day. Those that are withdrawn, paused, over or not yet begun are not in force
 * and left out.
 *
 * A medication that the citizen keeps private is there without its content, so the entries are told to be filtered, and where there is
 * nothing beside, everything is held back. A card that calls itself invalid, one with invalid medications, several cards and a card of
 * somebody else are no answer.
 *
 * @param body `GetMedicineCardResponse`
 * @throws {UpstreamAnswerInvalid} for anything that the WSDL does not know, and for these
 * @throws {XmlRefused} where something demanded is missing
 */
export function medicineCardOf(
  body: XmlElement,
  { cpr, today }: { readonly cpr: string; readonly today: Day },
): Said<Medications> {
  if (!isNamed(body, e2('GetMedicineCardResponse'))) {
    throw new UpstreamAnswerInvalid('it is no medicine card')
  }
  const card = needed(body, e2('MedicineCard'))
  checkWhose(card, cpr)
  if (child(card, e2('IsInvalid')) || children(card, e2('InvalidDrugMedication')).length > 0) {
    throw new UpstreamAnswerInvalid('the card is not valid')
  }
  const filtered = children(card, e2('PrivateDrugMedication')).length > 0
  const entries = children(card, e2('DrugMedication')).flatMap((medication) =>
    inForce(medication, today),
  )
  if (entries.length > 0) return { kind: 'found', part: { entries, filtered } }
  return { kind: filtered ? 'allHeldBack' : 'none' }
}

function checkWhose(card: XmlElement, cpr: string): void {
  const identifier = needed(card, e2('Patient'), fmk('Person'), fmk('PersonIdentifier'))
  if (attribute(identifier, 'source') !== 'CPR' || textOf(identifier) !== cpr) {
    throw new UpstreamAnswerInvalid('the card is of somebody else')
  }
}

function inForce(medication: XmlElement, today: Day): readonly Medication[] {
  if (elementsOf(medication).some(({ localName }) => !KNOWN.has(localName ?? ''))) {
    throw new UpstreamAnswerInvalid('a drug medication says something that is not known')
  }
  const period = treatmentPeriodOf(medication)
  const { drug, name } = drugOf(medication)
  const dosage = dosageTextOf(needed(medication, e2('Dosage')))
  const organisation = at(medication, e2('Created'), fmk('By'), fmk('Organisation'))
  const prescribedBy = numberedOrganisation(organisation, fmk)
  const isHalted = child(medication, e2('Withdrawn')) || child(medication, e2('Paused'))
  if (isHalted || !isWithin(today, period)) return []
  return [{ drug, name, dosage, ...period, prescribedBy }]
}
