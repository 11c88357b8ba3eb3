import { attribute, child } from '../../../nsp/xml/element.ts'
import { XmlRefused } from '../../../nsp/xml/errors.ts'
import { neededCode } from '../format/cda/code.ts'
import { type CdaDocument, cdaOf, follows } from '../format/cda/document.ts'
import { type Statement, statementsOf } from '../format/cda/entry.ts'
import { hl7, MEDCOM_CODES } from '../format/cda/names.ts'

/** Template of the shared master card, and the only version that is read. */
const TEMPLATE = '1.2.208.184.16.1'
const VERSION = '3.0'

/** Its observations, by their code of MedCom's. */
export interface Card {
  readonly document: CdaDocument
  /** The observations of a code, such as `RelativeTypedIn`, in the order written. */
  observations(code: string): readonly Statement[]
}

/**
 * Reads a master card.
 *
 * @param cpr the citizen whom it must be about
 * @throws {XmlRefused} for what is no PDC-DK 3.0: an earlier version says nothing of resuscitation
 */
export function cardOf(content: Buffer, cpr: string): Card {
  const document = cdaOf(content, cpr)
  if (!follows(document.root, TEMPLATE, VERSION))
    throw new XmlRefused(`templateId is not ${TEMPLATE} in version ${VERSION}`)
  const all = statementsOf(document.sections).filter(
    ({ element }) => element.localName === 'observation',
  )
  for (const { element, place } of all) neededCode(child(element, hl7('code')), `${place}/code`)
  return { document, observations: (code) => all.filter((statement) => isOf(statement, code)) }
}

function isOf({ element }: Statement, wanted: string): boolean {
  const code = child(element, hl7('code'))
  return attribute(code, 'code') === wanted && attribute(code, 'codeSystem') === MEDCOM_CODES
}
