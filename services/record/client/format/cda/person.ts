import { attribute, children, elementsOf, textOf } from '../../../../nsp/xml/element.ts'
import type { XmlElement } from '../../../../nsp/xml/parse.ts'
import type { CitizenAddress } from '../../../domain/part/master-card.ts'
import { hl7 } from './names.ts'

/**
 * A text of a source that also writes out `null`, `NA` and `NI` where it has nothing.
 *
 * @returns null for those, and for an empty text
 */
export const saidIn = (text: string | null): string | null => {
  const said = text?.replace(/\s+/g, ' ').trim()
  return !said || /^(null|NA|NI|N\/A)$/.test(said) ? null : said
}

/** A PN as it is said: prefix, given names, family name; its bare text where it has no parts. */
export function nameIn(name: XmlElement): string | null {
  const parts = elementsOf(name).map((part) => saidIn(textOf(part)))
  const said = parts.filter((part) => part !== null)
  return parts.length === 0 ? saidIn(textOf(name)) : said.join(' ') || null
}

/** The telephone number of a TEL; null for mail, web and what holds no digits. */
export function phoneIn(telecom: XmlElement): string | null {
  const value = attribute(telecom, 'value')?.trim() ?? ''
  const number = /^(?:tel|sms):(.+)$/.exec(value)?.[1] ?? ''
  return /\d/.test(number) ? number.trim() : null
}

/** An AD by its parts; lines of a street are joined by commas. */
export function addressIn(address: XmlElement): CitizenAddress {
  const of = (name: string): string | null => {
    const said = children(address, hl7(name)).map((part) => saidIn(textOf(part)))
    return said.filter((part) => part !== null).join(', ') || null
  }
  return {
    street: of('streetName') ?? of('streetAddressLine'),
    building: of('houseNumber'),
    floor: of('additionalLocator'),
    suite: of('unitID'),
    postCode: of('postalCode'),
    city: of('city'),
    country: of('country'),
  }
}
