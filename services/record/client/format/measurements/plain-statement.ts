import { attribute } from '../../../../nsp/xml/element.ts'
import { XmlRefused } from '../../../../nsp/xml/errors.ts'
import type { Statement } from '../cda/entry.ts'

/**
 * Holds that a statement says what is, and not that it is not.
 *
 * @throws {XmlRefused} for a negated one: to show its value would say the opposite
 */
export function requirePlain({ element, place }: Statement): void {
  if (attribute(element, 'negationInd') === 'true') throw new XmlRefused(`${place} is negated`)
}
