import type { AddressBlock, ContactBlock } from '../../domain/unit/address.ts'
import { labelOf } from '../../domain/vocabulary/codes.ts'
import type { FhirElement } from '../resource.ts'
import { element } from './element.ts'

/** Telephone, e-mail and website as contact points. */
export function telecomOf(contact: ContactBlock | null): readonly FhirElement[] {
  const points = [
    ['phone', contact?.phone],
    ['email', contact?.email],
    ['url', contact?.website],
  ] as const
  return points.flatMap(([system, value]) => (value ? [{ system, value, use: 'work' }] : []))
}

/** @param type whether letters go there or people */
export function addressOf(
  { street, building, floor, suite, postCode, city, municipality, country }: AddressBlock,
  type: 'postal' | 'physical',
): FhirElement {
  const joined = (parts: readonly (string | null)[], glue: string) =>
    parts.filter((part) => part !== null && part !== '').join(glue)
  const line = [joined([street, building], ' '), joined([floor, suite], ' ')]
  return element({
    ...{ use: 'work', type, line: line.filter((text) => text !== '') },
    city,
    district:
      municipality === null ? null : (labelOf('municipality', municipality) ?? municipality),
    postalCode: postCode,
    country,
  })
}
