import { namesIn } from '../../../nsp/xml/element.ts'

/** Namespace of the vaccination register. */
export const DDV_NS = 'http://vaccinationsregister.dk/schemas/2013/12/01'

/** SOAPAction of the look-up with an identity token; the one with an id card ends before `IDWS`. */
export const GET_VACCINATION_CARD = `${DDV_NS}#GetVaccinationCardIDWS`

/** Names in {@link DDV_NS}. */
export const ddv = namesIn(DDV_NS)
