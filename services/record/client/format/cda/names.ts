import { namesIn } from '../../../../nsp/xml/element.ts'

/** Names of CDA R2. */
export const hl7 = namesIn('urn:hl7-org:v3')

/** MedCom's own code system, of messages and of the parts of a master card. */
export const MEDCOM_CODES = '1.2.208.184.100.1'
