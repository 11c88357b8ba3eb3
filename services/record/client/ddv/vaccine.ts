import { at, child, needed, textOf } from '../../../nsp/xml/element.ts'
import type { XmlElement } from '../../../nsp/xml/parse.ts'
import type { Code } from '../../domain/coded.ts'
import { wordsOf } from '../answer/xsd-values.ts'
import { ddv } from './names.ts'

const ATC_SYSTEM = 'http://www.whocc.no/atc'

/** The register's own numbers of vaccines; no URI is published for them, so this one is ours. */
const VACCINE_NUMBER_SYSTEM = 'urn:fundament:ddv:vaccine-identifier'

/** What was given. */
export interface Vaccine {
  readonly vaccine: Code
  readonly name: string
}

/** Reads `Vaccine`: its ATC code where it has one, else the register's number. The codes of its diseases are not its own. */
export function vaccineOf(vaccination: XmlElement): Vaccine {
  const vaccine = needed(vaccination, ddv('Vaccine'))
  const name = wordsOf(needed(vaccine, ddv('VaccineName')))
  const code = wordsOf(needed(vaccine, ddv('VaccineIdentifier')))
  const number = { code, system: VACCINE_NUMBER_SYSTEM, display: name }
  return { vaccine: atcOf(vaccine) ?? number, name }
}

function atcOf(vaccine: XmlElement): Code | null {
  const atc = child(vaccine, ddv('ATC'))
  const code = atc && textOf(child(atc, ddv('Code')))
  return code ? { code, system: ATC_SYSTEM, display: textOf(at(atc, ddv('Text'))) } : null
}
