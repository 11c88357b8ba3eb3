import type { Hsuid } from '../../nsp/hsuid/hsuid.ts'
import { readHsuid } from '../../nsp/hsuid/hsuid-read.ts'
import { NS } from '../../nsp/soap/namespaces.ts'
import { attribute, children, namesIn, needed, textOf } from '../../nsp/xml/element.ts'
import type { XmlElement } from '../../nsp/xml/parse.ts'
import { FaultAnswer } from './fault-answer.ts'
import type { ReceivedCaller } from './soap-service.ts'

const hsuid = namesIn(NS.hsuid)

/**
 * Attributes of the HSUID header by name, held against who asks.
 *
 * @returns null where it was not sent
 * @throws {XmlRefused} for a header that lacks what the standard demands
 * @throws {FaultAnswer} for one that names another acting user than the one who has signed in
 */
export function hsuidOf(
  header: XmlElement | null,
  caller: ReceivedCaller | null,
): ReadonlyMap<string, readonly string[]> | null {
  if (!header) return null
  const { user } = readHsuid(header)
  if (caller && !isTheOne(user, caller))
    throw new FaultAnswer('not_authorized', 'HsuidHeader names another acting user')
  const statement = needed(header, hsuid('Assertion'), hsuid('AttributeStatement'))
  return new Map(
    children(statement, hsuid('Attribute')).map((one) => [
      attribute(one, 'Name') ?? '',
      children(one, hsuid('AttributeValue')).flatMap((value) => textOf(value) ?? []),
    ]),
  )
}

// A system answers for its users by itself; a person is the one who has signed in.
const isTheOne = (user: Hsuid['user'], { kind, cpr }: ReceivedCaller): boolean =>
  kind === 'system' || (user.kind === kind && user.cpr === cpr)
