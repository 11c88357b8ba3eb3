import { UpstreamAnswerInvalid } from '../../../nsp/soap/errors.ts'
import { attribute, child, textOf, type XmlName } from '../../../nsp/xml/element.ts'
import type { XmlElement } from '../../../nsp/xml/parse.ts'
import type { OrganisationName } from '../../domain/coded.ts'

/** Digits of a provider number; registers leave out the zeros before it. */
const YDERNUMMER_DIGITS = 6

const NUMBERS: Readonly<
  Record<string, (value: string) => Partial<Omit<OrganisationName, 'name'>>>
> = {
  SOR: (sorId) => ({ sorId }),
  Yder: (number) => ({ ydernummer: number.padStart(YDERNUMMER_DIGITS, '0') }),
  SKS: (shak) => ({ shak }),
}

/**
 * Reads an `Organisation` with `Name` and `Identifier`, as FMK and DDV write it.
 *
 * Its identifier is of the register that `source` names: SOR, Yder and SKS are kept as what they are. A company number, a municipality's
 * and a location number name no unit of the register, so of those only the organisation's name is kept.
 *
 * @param name names in the service's namespace
 * @returns null where there is no organisation
 * @throws {UpstreamAnswerInvalid} for an identifier without source, and for an organisation that is not named at all
 */
export function numberedOrganisation(
  organisation: XmlElement | null,
  name: (local: string) => XmlName,
): OrganisationName | null {
  if (!organisation) return null
  const identifier = child(organisation, name('Identifier'))
  const source = attribute(identifier, 'source')
  const value = textOf(identifier)
  if (identifier && (!source || !value)) {
    throw new UpstreamAnswerInvalid('an organisation has a number of no register')
  }
  const numbers = (source && value && NUMBERS[source]?.(value)) || {}
  const nothing = { sorId: null, ydernummer: null, shak: null }
  const named = { ...nothing, name: textOf(child(organisation, name('Name'))), ...numbers }
  if (Object.values(named).some((part) => part !== null)) return named
  throw new UpstreamAnswerInvalid('an organisation has neither a name nor a number')
}
