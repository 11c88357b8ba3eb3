import { at, attribute, child, needed, textOf } from '../../../nsp/xml/element.ts'
import type { XmlElement } from '../../../nsp/xml/parse.ts'
import type { Code } from '../../domain/coded.ts'
import { wordsOf } from '../answer/xsd-values.ts'
import { e2, fmk } from './names.ts'

/** Anatomical Therapeutic Chemical classification, as FHIR names it. */
export const ATC_SYSTEM = 'http://www.whocc.no/atc'

/** Drug numbers; no URI is published for them, so this one is ours. */
const DRUG_NUMBER_SYSTEM = 'urn:fundament:fmk:drug-identifier'

/** Drugs that are made to order have neither an ATC code nor a number; their name is all there is. The URI is ours. */
const DRUG_NAME_SYSTEM = 'urn:fundament:fmk:drug-name'

/** What a drug medication is of. */
export interface Drug {
  readonly drug: Code
  /** Name, form and strength, as far as they are given. */
  readonly name: string
}

/** Reads `Drug`: its ATC code, else its number, else its name. */
export function drugOf(medication: XmlElement): Drug {
  const drug = needed(medication, e2('Drug'))
  const brand = wordsOf(needed(drug, fmk('Name')))
  const form = textOf(at(drug, fmk('Form'), fmk('Text')))
  const strength = textOf(at(drug, fmk('Strength'), fmk('Text')))
  const name = [brand, form, strength].filter((part) => part !== null).join(', ')
  return { drug: atcOf(drug) ?? numberOf(drug) ?? named(brand), name }
}

function atcOf(drug: XmlElement): Code | null {
  const atc = child(drug, fmk('ATC'))
  const code = atc && textOf(child(atc, fmk('Code')))
  return code ? { code, system: ATC_SYSTEM, display: textOf(at(atc, fmk('Text'))) } : null
}

function numberOf(drug: XmlElement): Code | null {
  const identifier = child(drug, fmk('Identifier'))
  const code = textOf(identifier)
  const source = attribute(identifier, 'source')
  const system = source ? `${DRUG_NUMBER_SYSTEM}:${encodeURIComponent(source)}` : DRUG_NUMBER_SYSTEM
  return code ? { code, system, display: textOf(child(drug, fmk('Name'))) } : null
}

const named = (name: string): Code => ({ code: name, system: DRUG_NAME_SYSTEM, display: name })
