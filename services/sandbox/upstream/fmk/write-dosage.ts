import { type XmlText, xml } from '../../../nsp/xml/template.ts'
import { xsDate } from '../clinical/days.ts'
import type { OrdinatedDosage } from './ordination.ts'

const TYPES = {
  ...{ fixed: 'fast', 'according-to-need': 'efter behov', 'free-text': 'ikke angivet' },
  ...{ 'local-schema': 'ikke angivet', 'not-given': 'ikke angivet' },
} as const satisfies Record<OrdinatedDosage['kind'], string>

/** Writes `Dosage`, with prefix `e2` for the extension and without one for the common types. */
export const dosageXml = (dosage: OrdinatedDosage, start: Date): XmlText =>
  xml`<e2:Dosage>${content(dosage, start)}<e2:Type>${TYPES[dosage.kind]}</e2:Type></e2:Dosage>`

function content(dosage: OrdinatedDosage, start: Date): XmlText | null {
  if (dosage.kind === 'free-text') {
    return xml`<e2:FreeText><StartDate>${xsDate(start)}</StartDate><DosageEndingUndetermined/><Text>${dosage.text}</Text></e2:FreeText>`
  }
  if (dosage.kind === 'local-schema') {
    return xml`<e2:AdministrationAccordingToSchemaInLocalSystem><StartDate>${xsDate(start)}</StartDate><DosageEndingUndetermined/></e2:AdministrationAccordingToSchemaInLocalSystem>`
  }
  if (dosage.kind === 'not-given') return null
  const { singular, plural } = dosage.unit
  const units = xml`<e2:UnitTexts><e2:Singular>${singular}</e2:Singular><e2:Plural>${plural}</e2:Plural></e2:UnitTexts>`
  const structures = structuresXml(dosage, start)
  return dosage.kind === 'fixed'
    ? xml`${units}<e2:StructuresFixed>${structures}</e2:StructuresFixed>`
    : xml`${units}<e2:StructuresAccordingToNeed>${structures}</e2:StructuresAccordingToNeed>`
}

function structuresXml(
  { perDay, text }: Extract<OrdinatedDosage, { kind: 'fixed' | 'according-to-need' }>,
  start: Date,
): XmlText {
  const doses = perDay.map(
    ({ time, quantity }) => xml`<Dose><Time>${time}</Time><Quantity>${quantity}</Quantity></Dose>`,
  )
  const words = xml`<LongText>${text}</LongText>`
  return xml`<Structure><IterationInterval>1</IterationInterval><StartDate>${xsDate(start)}</StartDate><DosageEndingUndetermined/><Day><Number>1</Number>${doses}</Day><DosageTranslation>${words}</DosageTranslation></Structure><DosageTranslationCombined>${words}</DosageTranslationCombined>`
}
