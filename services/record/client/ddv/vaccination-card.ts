import { UpstreamAnswerInvalid } from '../../../nsp/soap/errors.ts'
import { child, children, elementsOf, isNamed, needed } from '../../../nsp/xml/element.ts'
import type { XmlElement } from '../../../nsp/xml/parse.ts'
import type { Vaccination, Vaccinations } from '../../domain/part/medications.ts'
import { instantOf, truthOf, wordsOf } from '../answer/xsd-values.ts'
import type { Said } from '../source.ts'
import { ddv } from './names.ts'
import { performerOf } from './performer.ts'
import { vaccineOf } from './vaccine.ts'

/** Everything that a vaccination may hold by the schema. */
const KNOWN: ReadonlySet<string> = new Set([
  ...['VaccinationIdentifier', 'VaccinationVersionIdentifier', 'Modified', 'Created', 'Reviewed'],
  ...['Reported', 'Vaccine', 'VaccinationCredibility', 'SSIDrug', 'BatchNumber'],
  ...['CoverageDuration', 'DosageOptionIdentifier', 'DosageText', 'EffectuatedDateTime'],
  ...['EffectuatedPlannedItem', 'ServiceCode', 'ServiceCodeRemarkText'],
  ...['ConfirmedByPrescriptionServer', 'ActiveStatus', 'IsPrevious', 'NegativeConsentIndicator'],
])

/**
 * Reads the current card: the active vaccinations, the newest first. Plans and orders, which stand in the same answer, are no
 * vaccinations. One that is not active is left out, but has to be readable like the others.
 *
 * The answer does not say whose it is, so that cannot be checked here.
 *
 * @param body `GetVaccinationCardResponse`
 * @throws {UpstreamAnswerInvalid} for anything that the schema does not know, and for an active vaccination without a date
 * @throws {XmlRefused} where something demanded is missing
 */
export function vaccinationCardOf(body: XmlElement): Said<Vaccinations> {
  if (!isNamed(body, ddv('GetVaccinationCardResponse'))) {
    throw new UpstreamAnswerInvalid('it is no vaccination card')
  }
  checkAboutVaccinations(body)
  const entries = children(body, ddv('Vaccination'))
    .flatMap(active)
    .toSorted((a, b) => Date.parse(b.givenAt) - Date.parse(a.givenAt))
  return entries.length > 0
    ? { kind: 'found', part: { entries, filtered: false } }
    : { kind: 'none' }
}

// A vaccination in a namespace of a later version would otherwise be passed over in silence.
function checkAboutVaccinations(body: XmlElement): void {
  const isStrange = elementsOf(body).some(
    (element) => element.localName === 'Vaccination' && !isNamed(element, ddv('Vaccination')),
  )
  if (isStrange) throw new UpstreamAnswerInvalid('it is written in another version')
}

function active(vaccination: XmlElement): readonly Vaccination[] {
  if (elementsOf(vaccination).some(({ localName }) => !KNOWN.has(localName ?? ''))) {
    throw new UpstreamAnswerInvalid('a vaccination says something that is not known')
  }
  wordsOf(needed(vaccination, ddv('VaccinationIdentifier')))
  const { vaccine, name } = vaccineOf(vaccination)
  const performedBy = performerOf(vaccination)
  const effectuated = child(vaccination, ddv('EffectuatedDateTime'))
  const givenAt = effectuated && instantOf(effectuated)
  if (!truthOf(needed(vaccination, ddv('ActiveStatus')))) return []
  if (!givenAt) throw new UpstreamAnswerInvalid('an active vaccination was given at no time')
  return [{ vaccine, name, givenAt, performedBy }]
}
