import { isIP, type LookupFunction } from 'node:net'
import { isInsideAddress } from '../../../kit/http/inside-address.ts'
import { AddressInside, guardedLookup } from '../../../kit/http/outward.ts'
import type { ProbeSurroundings } from './surroundings.ts'

/** Resolves the names that are knocked on; asked at every connection, since a name may point elsewhere than before. */
export const lookupFor = ({ allowed }: Pick<ProbeSurroundings, 'allowed'>): LookupFunction =>
  guardedLookup(allowed)

/** @throws {AddressInside} where the host is written as an address that points inside: then no name is looked up */
export function checkLiteral(host: string, { allowed }: Pick<ProbeSurroundings, 'allowed'>): void {
  const plain = host.replace(/^\[|\]$/g, '')
  if (isIP(plain) !== 0 && isInsideAddress(plain, allowed)) throw new AddressInside(plain)
}
