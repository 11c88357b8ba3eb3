import { namesIn } from '../../../nsp/xml/element.ts'

/** Namespace of the medicine card's common types. */
export const FMK_NS = 'http://www.dkma.dk/medicinecard/xml.schema/2015/06/01'

/** Namespace of its second extension, in which the card itself is written. */
export const FMK_E2_NS = `${FMK_NS}/E2`

/** SOAPAction of the look-up. */
export const GET_MEDICINE_CARD = `${FMK_E2_NS}#GetMedicineCard`

/** Names in {@link FMK_NS}. */
export const fmk = namesIn(FMK_NS)

/** Names in {@link FMK_E2_NS}. */
export const e2 = namesIn(FMK_E2_NS)
