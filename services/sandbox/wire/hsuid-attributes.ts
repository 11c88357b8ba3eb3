import { NS } from '../../nsp/soap/namespaces.ts'
import { attribute, child, children, namesIn, textOf } from '../../nsp/xml/element.ts'
import type { XmlElement } from '../../nsp/xml/parse.ts'
import { FaultAnswer } from './fault-answer.ts'
import type { ReceivedCaller } from './soap-service.ts'

const hsuid = namesIn(NS.hsuid)
const ACTING_USER = 'nsi:ActingUserCivilRegistrationNumber'

/**
 * Attributes of the HSUID header by name, held against who asks.
 *
 * @returns null where it was not sent
 * @throws {FaultAnswer} for a header that names nobody, or another acting user than the one who has signed in
 */
export function hsuidOf(
  header: XmlElement | null,
  caller: ReceivedCaller | null,
): ReadonlyMap<string, readonly string[]> | null {
  if (!header) return null
  const assertion = child(header, hsuid('Assertion'))
  const statement = assertion && child(assertion, hsuid('AttributeStatement'))
  if (!statement) throw new FaultAnswer('syntax_error', 'HsuidHeader holds no attributes')
  const found = new Map(
    children(statement, hsuid('Attribute')).map((one) => [
      attribute(one, 'Name') ?? '',
      children(one, hsuid('AttributeValue')).flatMap((value) => textOf(value) ?? []),
    ]),
  )
  if (!found.has('nsi:UserType'))
    throw new FaultAnswer('missing_required_header', 'HsuidHeader names no nsi:UserType')
  const acting = found.get(ACTING_USER)?.[0]
  if (acting !== undefined && caller?.cpr && acting !== caller.cpr)
    throw new FaultAnswer('not_authorized', 'HsuidHeader names another acting user')
  return found
}
