import { isGroupId } from '../group/group-id.ts'
import type { SorId } from '../identifier/sor-id.ts'
import { sorId } from '../identifier/sor-id.ts'
import type { MessageType } from '../message-type/message-type.ts'
import type { OrganisationLevel } from '../statement/facts.ts'
import { REGIONS } from '../vocabulary/regions.ts'

/** Which organisations are wanted; all that is named must be true of one. */
export interface OrganisationFilter {
  readonly level: OrganisationLevel | null
  /** Any of these SNOMED CT codes; null for any at all. */
  readonly types: readonly string[] | null
  readonly specialities: readonly string[] | null
  /** Of any address that counts for it, 4 digits. */
  readonly municipality: string | null
  /** 1081 to 1085. */
  readonly region: string | null
  /** Of any address that counts for it, 4 digits. */
  readonly postCode: string | null
  /** The unit that it lies below, at any depth. */
  readonly under: SorId | null
  /** The cluster or health council that it takes part in. */
  readonly cluster: string | null
  /** A message type that a mailbox in service receives for it, its own or inherited. */
  readonly receives: MessageType | null
  /** Closed ones as well; future ones never. */
  readonly includeClosed: boolean
}

/** Wants every organisation that is in force. */
export const ANY_ORGANISATION: OrganisationFilter = {
  ...{ level: null, types: null, specialities: null, municipality: null, region: null },
  ...{ postCode: null, under: null, cluster: null, receives: null, includeClosed: false },
}

const MOST_CODES = 100

/** @throws {RangeError} unless each is a SNOMED CT code, and there are 1 to 100 */
export function snomedCodes(name: string, codes: readonly string[]): readonly string[] {
  if (codes.length === 0 || codes.length > MOST_CODES) {
    throw new RangeError(
      `Cannot filter by ${name} of "${codes.length}": it takes 1 to ${MOST_CODES} codes`,
    )
  }
  for (const code of codes) {
    checked(name, code, { shape: /^\d{6,18}$/, rule: 'a SNOMED CT code has 6 to 18 digits' })
  }
  return [...new Set(codes)].sort()
}

/** @throws {RangeError} unless it is a region code, 1081 to 1085 */
export function regionCode(text: string): string {
  if (REGIONS.has(text)) return text
  throw new RangeError(
    `Cannot filter by region "${short(text)}": a region code is 1081, 1082, 1083, 1084 or 1085`,
  )
}

/** @throws {RangeError} unless it has 4 digits; one with 3, as others write `0101`, is not guessed at */
export const municipalityCode = (text: string): string =>
  checked('municipality', text, {
    shape: /^\d{4}$/,
    rule: 'a municipality code has 4 digits, as 0101 has',
  })

/** @throws {RangeError} unless it has 4 digits, or 3 */
export const postCode = (text: string): string =>
  checked('postCode', text, {
    shape: /^\d{3,4}$/,
    rule: 'a post code has 4 digits, or 3 on the Faroe Islands',
  })

/** @throws {RangeError} unless it is written as the id of a cluster or a health council is */
export function clusterId(text: string): string {
  if (isGroupId(text)) return text
  throw new RangeError(
    `Cannot filter by cluster "${short(text)}": an id has lower-case letters, digits and hyphens`,
  )
}

/** @throws {RangeError} unless it is a SOR id */
export function underUnit(text: string): SorId {
  try {
    return sorId(text)
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause
    const rule = cause.message.split(': ').at(-1)
    throw new RangeError(`Cannot filter by under "${short(text)}": ${rule}`, { cause })
  }
}

function checked(
  name: string,
  text: string,
  { shape, rule }: { readonly shape: RegExp; readonly rule: string },
): string {
  if (shape.test(text)) return text
  throw new RangeError(`Cannot filter by ${name} "${short(text)}": ${rule}`)
}

const short = (text: string): string => text.slice(0, 50)
